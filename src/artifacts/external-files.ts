import { closeSync, constants, openSync } from 'node:fs';
import type { ExternalRange } from './format.ts';
import type { Inspection } from './inspect.ts';
import { type Finding, finding } from './report.ts';
import { FileSource } from './source.ts';

/** Writers align tensors to pages; the most that is in use is 64 KiB, for Windows. */
const maxPaddingBytes = 64 * 1024;

/** Bytes of the file that no tensor covers must be padding: short and zero. */
function gapIsPadding(source: FileSource, start: number, end: number): boolean {
  return end - start <= maxPaddingBytes && source.read(start, end - start).every((byte) => byte === 0);
}

function checkRanges(source: FileSource, ranges: readonly ExternalRange[]): Finding[] {
  const findings: Finding[] = [];
  let covered = 0;
  let last: ExternalRange | undefined;
  const sorted = ranges
    .filter(({ sizeBytes }) => sizeBytes > 0)
    .toSorted((a, b) => a.offsetBytes - b.offsetBytes || a.sizeBytes - b.sizeBytes);
  for (const range of sorted) {
    const { offsetBytes, sizeBytes, where } = range;
    // Tied weights: two tensors may be the very same bytes.
    if (last && last.offsetBytes === offsetBytes && last.sizeBytes === sizeBytes) continue;
    if (offsetBytes < covered)
      findings.push(
        finding('external-data-overlap', 'tensors share a part of their bytes', {
          offset: offsetBytes,
          where,
        }),
      );
    else if (!gapIsPadding(source, covered, offsetBytes))
      findings.push(finding('external-data-gap', 'bytes that no tensor uses', { offset: covered, where }));
    covered = Math.max(covered, offsetBytes + sizeBytes);
    last = range;
  }
  if (!gapIsPadding(source, covered, source.sizeBytes))
    findings.push(finding('external-data-gap', 'bytes that no tensor uses', { offset: covered }));
  return findings;
}

/** Makes a file that models name as their data into `onnx-external-data`, and checks it as such. */
function judgeData(data: Inspection, ranges: readonly ExternalRange[], findingsPerFile: number): void {
  if (data.sha256 === undefined) return;
  data.format = 'onnx-external-data';
  data.contentFindings = [];
  data.external = [];
  if (data.certainly)
    data.contentFindings.push(
      finding('external-data-disguised', `a model names it as its data, but it is ${data.certainly}`),
    );
  try {
    const findings = withFile(data, (source) => checkRanges(source, ranges));
    data.contentFindings.push(...findings.slice(0, findingsPerFile));
  } catch {
    data.fileFindings.push(finding('file-changed', 'the file could not be opened a second time'));
  }
}

function withFile<T>(data: Inspection, work: (source: FileSource) => T): T {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const descriptor = openSync(data.entry.absolute, flags);
  try {
    return work(new FileSource(descriptor, data.sizeBytes));
  } finally {
    closeSync(descriptor);
  }
}

/** What is wrong with a model's claim on a data file; undefined when the bytes are there. */
function objectionTo(range: ExternalRange, data: Inspection | undefined): Finding | undefined {
  const place = { where: range.where };
  if (!data) return finding('external-data-missing', 'its data file is not in the folder', place);
  if (data.sha256 === undefined)
    return finding('external-data-location', 'its data file is not an ordinary, readable file', place);
  if (range.offsetBytes + range.sizeBytes <= data.sizeBytes) return undefined;
  return finding('external-data-range', 'its data goes on past the end of its file', place);
}

/**
 * Holds what models say about their external data against the files that are there. Findings about a claim go to the
 * model that made it, those about the data's own bytes to the data file.
 */
export function checkExternalFiles(inspections: readonly Inspection[], findingsPerFile: number): void {
  const byPath = new Map(inspections.map((inspection) => [inspection.entry.path, inspection]));
  const sound: ExternalRange[] = [];
  for (const model of inspections) {
    for (const range of model.external) {
      const problem = objectionTo(range, byPath.get(range.path));
      if (!problem) sound.push(range);
      else if (model.contentFindings.length < findingsPerFile) model.contentFindings.push(problem);
    }
  }
  for (const [path, ranges] of Map.groupBy(sound, (range) => range.path)) {
    const data = byPath.get(path);
    if (data) judgeData(data, ranges, findingsPerFile);
  }
}
