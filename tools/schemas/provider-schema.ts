import type { Block, ProviderSchema } from '../../src/terraform/schema/types.ts';
import type { Report } from './attribute-type.ts';
import { providerVersion, sourceGroups } from './bindings.ts';
import { blockOf } from './blocks.ts';
import { type ClassDeclaration, type Declarations, parseDeclarations } from './declarations.ts';
import { propertiesOfResource } from './properties.ts';

/** Derives a provider's schema from a package of bindings. */
export function deriveSchema(packageDir: string, report: Report): ProviderSchema {
  const schema: ProviderSchema = {
    version: providerVersion(packageDir) ?? 'unknown',
    provider: { attributes: {}, blocks: {} },
    resources: {},
    dataSources: {},
    ephemeralResources: {},
  };
  for (const source of sourceGroups(packageDir)) {
    const declarations = parseDeclarations(source);
    for (const declared of declarations.classes.values()) addClass(schema, declarations, declared, report);
  }
  return schema;
}

function addClass(
  schema: ProviderSchema,
  declarations: Declarations,
  declared: ClassDeclaration,
  report: Report,
): void {
  const type = declared.resourceType ?? 'provider';
  const derive = (): Block =>
    blockOf(declarations, propertiesOfResource(declarations, declared), [type], report);
  switch (declared.base) {
    case 'TerraformResource':
      schema.resources[type] = derive();
      return;
    case 'TerraformDataSource':
      schema.dataSources[type] = derive();
      return;
    case 'TerraformEphemeralResource':
      schema.ephemeralResources[type] = derive();
      return;
    case 'TerraformProvider':
      schema.provider = derive();
      // Terraform's own argument, which the bindings add; it is not part of a provider's schema.
      delete schema.provider.attributes.alias;
      return;
    default:
  }
}
