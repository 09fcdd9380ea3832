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
  /** By a signature that chance does not make. */
  certain: Format[];
  /** By how it looks; the best guess first. */
  likely: Format[];
}

/** What the content may be, whatever the file is called. */
export function recognise(ends: Ends): Recognised {
  const result: Recognised = { certain: [], likely: [] };
  for (const format of formats) {
    const how = format.recognise(ends);
    if (how) result[how].push(format);
  }
  return result;
}
