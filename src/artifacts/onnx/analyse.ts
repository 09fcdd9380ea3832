import type { Analysis, AnalysisContext } from '../format.ts';
import type { Source } from '../source.ts';
import { checkModel } from './check-model.ts';
import { decode } from './decode.ts';
import { Malformed } from './malformed.ts';
import { ModelContext } from './model-context.ts';

/** Reads a model strictly. Bytes without a sure meaning end the reading; other findings are all reported. */
export function analyseOnnx(source: Source, file: AnalysisContext): Analysis {
  const context = new ModelContext(source, file);
  try {
    checkModel(context, decode(source, 'ModelProto', file.limits, file.deadlineMs));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { findings: [...context.close(), error.finding], wellFormed: false, external: [] };
  }
  return { findings: context.close(), wellFormed: true, external: context.external };
}
