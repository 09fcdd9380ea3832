import type { Ends, Format } from './format.ts';
import { archive } from './formats/archive.ts';
import { compressed } from './formats/compressed.ts';
import { executable } from './formats/executable.ts';
import { flatbuffer } from './formats/flatbuffer.ts';
import { gguf } from './formats/gguf.ts';
import { hdf5 } from './formats/hdf5.ts';
import { npy } from './formats/npy.ts';
import { onnx } from './formats/onnx.ts';
import { pickle } from './formats/pickle.ts';
import { safetensors } from './formats/safetensors.ts';
import { savedModel } from './formats/saved-model.ts';
import { tar } from './formats/tar.ts';
import { text } from './formats/text.ts';
import { zip } from './formats/zip.ts';

/** Every file of `formats/` (registry.test.ts holds them equal). Where two are likely, the first one names the file. */
export const formats: readonly Format[] = [
  executable,
  pickle,
  zip,
  safetensors,
  hdf5,
  npy,
  gguf,
  flatbuffer,
  tar,
  archive,
  compressed,
  savedModel,
  onnx,
  text,
];

export interface Recognised {
  /** The best guess; undefined when no format fits. */
  format: Format | undefined;
  certain: boolean;
  /** Other formats that the same bytes are as well, judged by signatures that chance does not make. */
  also: Format[];
}

/** What the content is, whatever the file is called. */
export function recognise(ends: Ends): Recognised {
  const found = formats
    .map((format) => ({ format, how: format.recognise(ends) }))
    .filter(({ how }) => how !== undefined);
  const certain = found.filter(({ how }) => how === 'certain').map(({ format }) => format);
  const likely = found.filter(({ how }) => how === 'likely').map(({ format }) => format);
  // A model that carries an archive is a model first: its own analysis must be in the report too.
  const analysable = [...certain, ...likely].find((format) => format.analyse);
  const format = analysable ?? certain[0] ?? likely[0];
  return {
    format,
    certain: format !== undefined && certain.includes(format),
    also: certain.filter((other) => other !== format),
  };
}
