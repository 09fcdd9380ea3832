/** A value as an expression of Terraform: JSON is one, but for the starts of templates in its strings. */
export function hclLiteral(value: unknown): string {
  return JSON.stringify(value, templatesEscaped) ?? 'null';
}

/** A value as JSON syntax has it, its strings being templates too. */
export const jsonLiteral = hclLiteral;

function templatesEscaped(_: string, value: unknown): unknown {
  if (typeof value === 'string') return escapedTemplates(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [escapedTemplates(key), inner]));
}

/** https://developer.hashicorp.com/terraform/language/expressions/strings#escape-sequences */
function escapedTemplates(text: string): string {
  return text.replace(/([$%])\{/g, '$1$1{');
}
