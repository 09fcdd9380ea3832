import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/terraform/schema/types.ts';
import { blockOf } from './blocks.ts';
import { parseDeclarations } from './declarations.ts';
import { propertiesOfResource } from './properties.ts';

const documentation = (name: string, note = '') =>
  `  /**\n  * ${note}\n  *\n  * {@link docs#${name} Thing#${name}}\n  */`;

/** As the newest generator writes it: with HCL output, whose shapes tell sets from lists. */
const newest = `
export interface ThingConfig extends cdktn.TerraformMetaArguments {
${documentation('names')}
  readonly names: string[];
${documentation('rule', 'rule block')}
  readonly rule?: ThingRule[] | cdktn.IResolvable;
${documentation('limits', 'limits block')}
  readonly limits: ThingLimits;
}
export interface ThingRule {
${documentation('action')}
  readonly action: string;
}

export function thingRuleToTerraform(struct?: ThingRule | cdktn.IResolvable): any {
  return {
    action: cdktn.stringToTerraform(struct!.action),
  }
}

export class ThingRuleOutputReference extends cdktn.ComplexObject {

  // action - computed: false, optional: false, required: true
  private _action?: string; 
  public get action() {
    return this.getStringAttribute('action');
  }
}

export class ThingRuleList extends cdktn.ComplexList {

  public get(index: number): ThingRuleOutputReference {
    return new ThingRuleOutputReference(this.terraformResource, this.terraformAttribute, index, this.wrapsSet);
  }
}
export interface ThingLimits {
}

export class ThingLimitsOutputReference extends cdktn.ComplexObject {
}

export class Thing extends cdktn.TerraformResource {
  public static readonly tfResourceType = "a_thing";

  // history - computed: true, optional: false, required: false
  private _history = new ThingRuleList(this, "history", false);
  public get history() {
    return this._history;
  }

  // labels - computed: true, optional: false, required: false
  private _labels = new cdktn.StringMap(this, "labels");
  public get labels() {
    return this._labels;
  }

  // names - computed: false, optional: false, required: true
  private _names?: string[]; 
  public get names() {
    return cdktn.Fn.tolist(this.getListAttribute('names'));
  }

  // limits - computed: false, optional: false, required: true
  private _limits = new ThingLimitsOutputReference(this, "limits");
  public get limits() {
    return this._limits;
  }

  // rule - computed: false, optional: true, required: false
  private _rule = new ThingRuleList(this, "rule", true);
  public get rule() {
    return this._rule;
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      names: cdktn.listMapper(cdktn.stringToTerraform, false)(this._names),
    };
  }

  protected synthesizeHclAttributes(): { [name: string]: any } {
    const attrs = {
      names: {
        value: cdktn.listMapperHcl(cdktn.stringToHclTerraform, false)(this._names),
        isBlock: false,
        type: "set",
        storageClassType: "stringList",
      },
      rule: {
        value: cdktn.listMapperHcl(thingRuleToHclTerraform, true)(this._rule.internalValue),
        isBlock: true,
        type: "set",
        storageClassType: "ThingRuleList",
      },
      limits: {
        value: thingLimitsToHclTerraform(this._limits.internalValue),
        isBlock: true,
        type: "list",
        storageClassType: "ThingLimitsList",
      },
    };
  }
}
`;

/** As the oldest generator wrote it: lists of blocks are plain interfaces, computed lists take an index. */
const oldest = `
export interface ThingConfig extends cdktf.TerraformMetaArguments {
${documentation('rule', 'rule block')}
  readonly rule?: ThingRule[] | cdktf.IResolvable;
}
export class ThingHistory extends cdktf.ComplexComputedList {

  // size - computed: true, optional: false, required: false
  public get size() {
    return this.getNumberAttribute('size');
  }
}
export interface ThingRule {
${documentation('open')}
  readonly open?: boolean | cdktf.IResolvable;
}

export function thingRuleToTerraform(struct?: ThingRule | cdktf.IResolvable): any {
  return {
    open: cdktf.booleanToTerraform(struct!.open),
  }
}

export class Thing extends cdktf.TerraformResource {
  public static readonly tfResourceType: string = "a_thing";

  // history - computed: true, optional: false, required: false
  public history(index: string) {
    return new ThingHistory(this, 'history', index, true);
  }

  // rule - computed: false, optional: true, required: false
  private _rule?: ThingRule[] | cdktf.IResolvable; 
  public get rule() {
    return this.interpolationForAttribute('rule');
  }

  // secret - computed: false, optional: true, required: false
  public get secret() {
    return this.interpolationForAttribute('secret');
  }

  protected synthesizeAttributes(): { [name: string]: any } {
    return {
      rule: cdktf.listMapper(thingRuleToTerraform)(this._rule),
    };
  }
}
`;

function derive(source: string): { block: Block; reports: string[] } {
  const declarations = parseDeclarations(source);
  const thing = declarations.classes.get('Thing');
  if (!thing) throw new Error('The sample has no resource');
  const reports: string[] = [];
  const properties = propertiesOfResource(declarations, thing);
  const block = blockOf(declarations, properties, ['a_thing'], (problem, where) =>
    reports.push(`${problem}: ${where}`),
  );
  return { block, reports };
}

describe('blockOf', () => {
  it('reads the newest bindings', () => {
    const rule: Block = { attributes: { action: { type: 'string', required: true } }, blocks: {} };
    expect(derive(newest)).toEqual({
      block: {
        attributes: {
          history: { type: ['list', ['object', { action: 'string' }]], computed: true },
          labels: { type: ['map', 'string'], computed: true },
          names: { type: ['set', 'string'], required: true },
        },
        blocks: {
          limits: { nesting: 'list', minItems: 1, maxItems: 1, block: { attributes: {}, blocks: {} } },
          rule: { nesting: 'set', block: rule },
        },
      },
      reports: [],
    });
  });

  it('reads the oldest bindings, and reports what they do not tell', () => {
    const rule: Block = { attributes: { open: { type: 'bool', optional: true } }, blocks: {} };
    expect(derive(oldest)).toEqual({
      block: {
        attributes: {
          history: { type: ['set', ['object', { size: 'number' }]], computed: true },
          secret: { type: 'dynamic', optional: true },
        },
        blocks: { rule: { nesting: 'list', block: rule } },
      },
      reports: ['an attribute of unknown type: a_thing.secret'],
    });
  });
});
