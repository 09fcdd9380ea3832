import { join } from 'node:path';
import { within } from '../source/discover.ts';
import { dispose, readFolder, type SourceFile } from '../source/source-file.ts';
import type { Edit, Project, Scratch } from '../source/types.ts';

/** A place in a file of the project, in UTF-16 code units. */
export interface Spot {
  file: SourceFile;
  start: number;
  end: number;
}

interface Range {
  filename: string;
  start: { byte: number };
  end: { byte: number };
}

/** The project's own files, read once for all problems of a round. */
export class Files implements Disposable {
  readonly #byPath = new Map<string, SourceFile>();

  static async of(project: Project): Promise<Files> {
    const files = new Files();
    for (const folder of project.modules.keys()) {
      const pathOf = (name: string) => (folder === '' ? name : `${folder}/${name}`);
      const inside = (path: string) => within(path, project.projectDir);
      const read = await readFolder(join(project.projectDir, folder), project.tofu, pathOf, inside);
      for (const file of read.files) files.#byPath.set(file.path, file);
    }
    return files;
  }

  get(path: string): SourceFile | undefined {
    return this.#byPath.get(path);
  }

  all(): SourceFile[] {
    return [...this.#byPath.values()];
  }

  /** Where a range of the copy stands in the project; undefined for a generated file. */
  spot(scratch: Scratch, { filename, start, end }: Range): Spot | undefined {
    const file = this.get(scratch.original(filename) ?? '');
    if (!file) return undefined;
    const bytes = Buffer.from(file.text);
    const offset = (byte: number) =>
      bytes.subarray(0, scratch.originalByte(filename, byte) ?? byte).toString().length;
    return { file, start: offset(start.byte), end: offset(end.byte) };
  }

  /** Where a line begins. */
  atLine(path: string, line: number): Spot | undefined {
    const file = this.get(path);
    const start = file?.lines.startOf(line) ?? 0;
    return file && { file, start, end: start };
  }

  [Symbol.dispose](): void {
    dispose(this.#byPath.values());
  }
}

export function editOf(file: SourceFile, start: number, end: number, text: string): Edit {
  const bytes = (at: number) => Buffer.byteLength(file.text.slice(0, at));
  return { file: file.path, startByte: bytes(start), endByte: bytes(end), text };
}
