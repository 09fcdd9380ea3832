import type { FileReport, ScanReport } from './report.ts';

/** What a format's parts count as when an environment lists the formats that it admits. */
const partOf: Record<string, string> = { 'onnx-external-data': 'onnx' };

/**
 * The files that an environment's `formats` (`['onnx', 'safetensors']`) do not admit, whatever their verdict is. An
 * empty list means that the formats are right, not that the files are safe: look at `report.verdict` as well.
 */
export function notAdmitted(report: ScanReport, formats: readonly string[]): FileReport[] {
  return report.files.filter((file) => !formats.includes(partOf[file.format] ?? file.format));
}
