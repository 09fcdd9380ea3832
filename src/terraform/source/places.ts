import { parseAddress } from './address.ts';
import type { Project, SourcePlace } from './types.ts';

/**
 * Where the block stands that an address of Terraform comes from, through all modules:
 * `module.x["k"].module.y[0].aws_s3_bucket.z["a.b"]`, `data.…`, `ephemeral.…`; for `module.x`, the call.
 */
export function placeOf(project: Project, address: string): SourcePlace | undefined {
  const parsed = parseAddress(address);
  if (!parsed) return undefined;
  let module = project.modules.get(project.rootDir);
  let called: SourcePlace | undefined;
  for (const { name } of parsed.modules) {
    const call = module?.calls.find((one) => one.name === name);
    if (!call) return undefined;
    called = call.place;
    module = call.dir === undefined ? undefined : project.modules.get(call.dir);
  }
  const { block } = parsed;
  if (!block) return called;
  return module?.blocks.find(
    (one) => one.kind === block.kind && one.type === block.type && one.name === block.name,
  )?.place;
}
