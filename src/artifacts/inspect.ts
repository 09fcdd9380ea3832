import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Entry } from './folder.ts';
import type { Analysis, Format } from './format.ts';
import { hashFile } from './hash-file.ts';
import type { ScanLimits } from './limits.ts';
import { recognise } from './registry.ts';
import { type Finding, finding } from './report.ts';
import { FileSource, type Source } from './source.ts';

const headBytes = 4096;
const tailBytes = 66 * 1024;

/** What was found in one file, before it is known whether a model names it as its data. */
export interface Inspection {
  entry: Entry;
  sizeBytes: number;
  sha256?: string;
  format: string;
  /** Findings about the file as such: its kind, its name, that it changed. */
  fileFindings: Finding[];
  /** Findings about its content; they fall away when the file proves to be a model's data. */
  contentFindings: Finding[];
  external: Analysis['external'];
  /** The title of a format that it is without doubt: a signature, or a model that could be read. */
  certainly?: string;
}

/**
 * Reads one file: its digest, its format by content, and what that format's analysis says. Opens without following
 * links and without waiting for the other end of a pipe; nothing is executed. Errors become findings.
 */
export async function inspect(entry: Entry, limits: ScanLimits, deadlineMs: number): Promise<Inspection> {
  const result: Inspection = {
    entry,
    sizeBytes: 0,
    format: 'not-a-file',
    fileFindings: [...entry.findings],
    contentFindings: [],
    external: [],
  };
  if (entry.kind !== 'file') return result;
  let handle: FileHandle | undefined;
  try {
    handle = await open(entry.absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    await inspectOpen(handle, result, limits, deadlineMs);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    result.fileFindings.push(finding('file-unreadable', `the file cannot be read${code}`));
  } finally {
    await handle?.close();
  }
  return result;
}

async function inspectOpen(
  handle: FileHandle,
  result: Inspection,
  limits: ScanLimits,
  deadlineMs: number,
): Promise<void> {
  const before = await handle.stat({ bigint: true });
  if (!before.isFile()) {
    result.fileFindings.push(finding('not-a-regular-file', 'it stopped being an ordinary file'));
    return;
  }
  result.sizeBytes = Number(before.size);
  result.format = 'unknown';
  const sha256 = await hashFile(handle, result.sizeBytes, deadlineMs);
  if (sha256 === undefined) {
    result.fileFindings.push(finding('limit-exceeded', 'the time for the scan is over'));
    return;
  }
  result.sha256 = sha256;
  judgeContent(new FileSource(handle.fd, result.sizeBytes), result, limits, deadlineMs);
  const after = await handle.stat({ bigint: true });
  if (after.size !== before.size || after.mtimeNs !== before.mtimeNs || after.ctimeNs !== before.ctimeNs)
    result.fileFindings.push(finding('file-changed', 'the file changed while it was scanned'));
}

function judgeContent(source: Source, result: Inspection, limits: ScanLimits, deadlineMs: number): void {
  const { sizeBytes } = source;
  const head = Uint8Array.from(source.read(0, headBytes));
  const tail = Uint8Array.from(source.read(Math.max(0, sizeBytes - tailBytes), tailBytes));
  const { certain, likely } = recognise({ sizeBytes, head, tail });
  const candidate = [...certain, ...likely].find((format) => format.analyse);
  const analysis = candidate && analyse(candidate, source, result, limits, deadlineMs);
  const others = certain.filter((format) => format !== candidate);
  if (candidate && analysis?.wellFormed) {
    result.certainly = candidate.title;
    take(result, candidate, analysis);
    for (const other of others)
      result.fileFindings.push(finding('polyglot', `it is ${candidate.title} and also ${other.title}`));
    return;
  }
  if (others[0]) result.certainly = others[0].title;
  const named = others[0] ?? likely[0];
  if (candidate && analysis && (named === candidate || !named)) take(result, candidate, analysis);
  else if (named) refuse(result, named);
  else
    result.contentFindings.push(
      finding('format-unknown', 'nothing is known about its content, and no model names it as its data'),
    );
}

function take(result: Inspection, format: Format, analysis: Analysis): void {
  result.format = format.name;
  result.contentFindings.push(...analysis.findings);
  result.external = analysis.external;
}

function refuse(result: Inspection, format: Format): void {
  result.format = format.name;
  const code = format.dangerous ? 'executable-file' : 'format-not-admitted';
  const advice = format.advice ? ` ${format.advice}` : '';
  result.contentFindings.push(finding(code, `This is ${format.title}; it is not admitted.${advice}`));
}

/** A crash of an analysis is a finding: never a pass, and never the end of the whole scan. */
function analyse(
  format: Format,
  source: Source,
  result: Inspection,
  limits: ScanLimits,
  deadlineMs: number,
): Analysis | undefined {
  if (source.sizeBytes > limits.modelBytes) {
    const message = `larger than ${limits.modelBytes} bytes; keep large tensors in external data`;
    return { findings: [finding('limit-exceeded', message)], wellFormed: false, external: [] };
  }
  try {
    return format.analyse?.(source, { path: result.entry.path, limits, deadlineMs });
  } catch (error) {
    const name = error instanceof Error ? error.name : 'error';
    const message = `the analysis as ${format.title} failed (${name})`;
    return { findings: [finding('scanner-failed', message)], wellFormed: false, external: [] };
  }
}
