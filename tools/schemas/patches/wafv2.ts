import type { Block, NestedBlock, ProviderSchema } from '../../../src/terraform/schema/types.ts';

/**
 * WAF rules nest statements in statements. The provider unrolls them to a fixed depth; the bindings fold equal
 * levels into one type or give up on them. They are unrolled again here.
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/wafv2/schemas.go
 */
const depth = 3;

/** They combine statements. */
const operators = ['and_statement', 'or_statement', 'not_statement'];

/** They stand only at the top of a rule. */
const topOnly = ['managed_rule_group_statement', 'rate_based_statement', 'rule_group_reference_statement'];

/** What a rule group's rules cannot have. */
const notInRuleGroup = ['managed_rule_group_statement', 'rule_group_reference_statement'];

/** Every kind of statement, one level deep. */
type Kinds = Record<string, NestedBlock>;

/**
 * Gives the WAF types of `schema` their statements. `newest` has the kinds whole in `aws_wafv2_web_acl_rule`, which
 * is written for the newer plugin framework and so without limits and sets; `older` has those in
 * `aws_wafv2_web_acl`.
 */
export function patchWafStatements(
  schema: ProviderSchema,
  newest: ProviderSchema,
  older: ProviderSchema,
): void {
  const kinds = kindsOf(newest.resources.aws_wafv2_web_acl_rule);
  const shaped = reshape(kinds, kindsOf(older.resources.aws_wafv2_web_acl?.blocks.rule?.block));
  const top = topStatement(shaped);
  const inGroup = statementOf(omit(top.block.blocks, notInRuleGroup));
  setStatement(schema.resources.aws_wafv2_web_acl?.blocks.rule?.block, { ...top, minItems: 1 });
  setStatement(schema.resources.aws_wafv2_rule_group?.blocks.rule?.block, { ...inGroup, minItems: 1 });
  setStatement(schema.resources.aws_wafv2_web_acl_rule, topStatement(kinds));
}

function kindsOf(block: Block | undefined): Kinds {
  const statement = block?.blocks.statement;
  if (!statement) throw new Error('The bindings do not have the WAF statements');
  return statement.block.blocks;
}

/** The same blocks with the nesting and limits of `pattern`, as far as it has them. */
function reshape(blocks: Kinds, pattern: Kinds): Kinds {
  return Object.fromEntries(
    Object.entries(blocks).map(([name, nested]) => {
      const { block: inner, ...shape } = pattern[name] ?? shapeOf(name, nested);
      const content = reshape(nested.block.blocks, inner.blocks);
      return [name, { ...shape, block: { ...nested.block, blocks: content } }];
    }),
  );
}

/** Text transformations are a set wherever they stand; what else the pattern does not know keeps its shape. */
function shapeOf(name: string, nested: NestedBlock): NestedBlock {
  const block: Block = { attributes: {}, blocks: {} };
  return name === 'text_transformation' ? { nesting: 'set', minItems: 1, block } : { ...nested, block };
}

function setStatement(block: Block | undefined, statement: NestedBlock): void {
  if (!block) return;
  delete block.attributes.statement;
  block.blocks.statement = statement;
}

function topStatement(kinds: Kinds): NestedBlock {
  const leaves = atMostOnce(omit(kinds, [...operators, ...topOnly]));
  const top = atMostOnce(pick(kinds, topOnly));
  for (const nested of Object.values(top))
    if ('scope_down_statement' in nested.block.blocks)
      nested.block.blocks.scope_down_statement = statementOf({
        ...leaves,
        ...operatorsOf(leaves, depth - 1),
      });
  return statementOf({ ...leaves, ...top, ...operatorsOf(leaves, depth) });
}

/** The operators, with `levels` of operators in all, the innermost over leaves only. */
function operatorsOf(leaves: Kinds, levels: number): Kinds {
  const inner = levels > 1 ? operatorsOf(leaves, levels - 1) : {};
  const statement: NestedBlock = {
    nesting: 'list',
    minItems: 1,
    block: { attributes: {}, blocks: { ...leaves, ...inner } },
  };
  const operator: NestedBlock = {
    nesting: 'list',
    maxItems: 1,
    block: { attributes: {}, blocks: { statement } },
  };
  return Object.fromEntries(operators.map((name) => [name, operator]));
}

function statementOf(blocks: Kinds): NestedBlock {
  return { nesting: 'list', maxItems: 1, block: { attributes: {}, blocks } };
}

function atMostOnce(kinds: Kinds): Kinds {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, nested]) => [name, { ...structuredClone(nested), maxItems: 1 }]),
  );
}

function pick<V>(record: Record<string, V>, names: string[]): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

function omit<V>(record: Record<string, V>, names: string[]): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
