import type { ObjectValue } from '../../../protocol/value.ts';
import { derived } from '../../fill.ts';
import type { DataSource } from '../../knowledge.ts';
import { blocksOf, integerOf, isWhollyKnown, textOf, textsOf } from '../../values.ts';
import { type GoValue, goJson } from './policy-document/go-json.ts';

// https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecr/lifecycle_policy_document_data_source.go
// Names: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html

/** An entry, or none for what the configuration leaves out. */
function given(name: string, value: string | string[] | undefined): [string, GoValue][] {
  return value === undefined || value.length === 0 ? [] : [[name, value]];
}

function selectionOf(selection: ObjectValue): GoValue {
  return new Map<string, GoValue>([
    ['tagStatus', textOf(selection.tag_status) ?? null],
    ...given('tagPatternList', textsOf(selection.tag_pattern_list)),
    ...given('tagPrefixList', textsOf(selection.tag_prefix_list)),
    ['countType', textOf(selection.count_type) ?? null],
    ...given('countUnit', textOf(selection.count_unit)),
    ['countNumber', integerOf(selection.count_number) ?? null],
  ]);
}

function ruleOf(rule: ObjectValue): GoValue {
  return new Map<string, GoValue>([
    ['rulePriority', integerOf(rule.priority) ?? null],
    ...given('description', textOf(rule.description)),
    ['selection', selectionOf(blocksOf(rule.selection)[0] ?? {})],
    ['action', new Map([['type', textOf(blocksOf(rule.action)[0]?.type) ?? 'expire']])],
  ]);
}

export const ecrLifecycle: Record<string, DataSource> = {
  aws_ecr_lifecycle_policy_document: derived({
    json: (of) => {
      const rules = of.value('rule');
      if (!isWhollyKnown(rules)) return undefined;
      return goJson(new Map([['rules', blocksOf(rules).map(ruleOf)]]), '  ');
    },
  }),
};
