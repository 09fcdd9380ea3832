import { EvaluationError } from '../values.ts';
import { number, text } from './arguments.ts';
import type { Functions } from './static-function.ts';

export const numbers: Functions = {
  abs: { call: ([value]) => Math.abs(number(value)) },
  ceil: { call: ([value]) => Math.ceil(number(value)) },
  floor: { call: ([value]) => Math.floor(number(value)) },
  log: { call: ([value, base]) => Math.log(number(value)) / Math.log(number(base)) },
  max: { call: (values) => Math.max(...values.map(number)) },
  min: { call: (values) => Math.min(...values.map(number)) },
  parseint: {
    call([value, base]) {
      const found = Number.parseInt(text(value), number(base));
      if (!Number.isSafeInteger(found) && !Number.isNaN(found)) return undefined;
      const again = text(value)
        .toLowerCase()
        .replace(/^(-?)0+(?=.)/, '$1');
      if (Number.isNaN(found) || found.toString(number(base)) !== again)
        throw new EvaluationError('it is no number of that base');
      return found;
    },
  },
  pow: { call: ([value, power]) => number(value) ** number(power) },
  signum: { call: ([value]) => Math.sign(number(value)) },
};
