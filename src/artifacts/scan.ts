import { lstat } from 'node:fs/promises';
import { InputError, StoreError } from '../base/errors.ts';
import { checkExternalFiles } from './external-files.ts';
import { listFolder } from './folder.ts';
import { type Inspection, inspect } from './inspect.ts';
import { defaultLimits, type ScanLimits } from './limits.ts';
import { escapeControls, type FileReport, finding, type ScanReport, verdictOf, worst } from './report.ts';

/**
 * Judges every file in a model folder by its content. Never loads, imports or executes anything in it, follows no
 * link, and is bounded in everything by `limits`; a limit that is passed makes the verdict `unscannable`. In this
 * version ONNX models and the external data that they name can be `clean`; everything else is recognised and refused.
 * @throws InputError when `folder` is not a folder, StoreError when it cannot be read
 */
export async function scanFolder(
  folder: string,
  options: { limits?: Partial<ScanLimits> } = {},
): Promise<ScanReport> {
  const limits = { ...defaultLimits, ...options.limits };
  const deadlineMs = performance.now() + limits.timeoutMs;
  await demandFolder(folder);
  const { entries, findings } = await listFolder(folder, limits).catch((cause) => {
    throw new StoreError(`${folder}: the folder cannot be read`, { cause });
  });
  const inspections: Inspection[] = [];
  let totalBytes = 0;
  for (const entry of entries) {
    const inspection = await inspect(entry, limits, deadlineMs);
    inspections.push(inspection);
    totalBytes += inspection.sizeBytes;
    if (totalBytes <= limits.totalBytes) continue;
    findings.push(finding('limit-exceeded', `the files are larger than ${limits.totalBytes} bytes together`));
    break;
  }
  checkExternalFiles(inspections, limits.findingsPerFile);
  if (entries.length === 0 && findings.length === 0)
    findings.push(finding('folder-empty', 'there is no file in the folder'));
  const files = inspections.map(reportOf);
  const verdict = worst([verdictOf(findings), ...files.map((file) => file.verdict)]);
  return { schemaVersion: 1, verdict, findings, files };
}

async function demandFolder(folder: string): Promise<void> {
  const status = await lstat(folder).catch((cause) => {
    throw new StoreError(`${folder}: the folder cannot be read`, { cause });
  });
  if (!status.isDirectory())
    throw new InputError({
      code: 'not-a-folder',
      message: `${folder} is not a folder`,
      fix: 'Name a model folder.',
    });
}

function reportOf(inspection: Inspection): FileReport {
  const { entry, sizeBytes, sha256, format, fileFindings, contentFindings } = inspection;
  const findings = [...fileFindings, ...contentFindings];
  return {
    path: escapeControls(entry.path),
    sizeBytes,
    ...(sha256 === undefined ? {} : { sha256 }),
    format,
    verdict: verdictOf(findings),
    findings,
  };
}
