/** `use1` of `us-east-1`: https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html */
export function zoneIdPrefix(region: string): string {
  const [area = '', ...rest] = region.split('-');
  const number = rest.pop() ?? '';
  const direction = rest.map((word) =>
    word.replace(/^(north|south)(east|west)$/, '$1 $2').replace(/\B\w/g, ''),
  );
  return `${area}${direction.join('').replaceAll(' ', '')}${number}`;
}
