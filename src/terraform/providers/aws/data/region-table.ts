/** Pairs of a region and an account, one after another. Throws for a text that is none. */
export function regionTable(pairs: string): Map<string, string> {
  const table = new Map<string, string>();
  for (const [, region, account] of pairs.matchAll(/(\S+)\s+(\S+)/g)) {
    if (
      !region ||
      !account ||
      !/^[a-z]+(-[a-z]+)+-\d$/.test(region) ||
      !/^\d{12}$/.test(account) ||
      table.has(region)
    )
      throw new Error(`not a region and its account: ${region} ${account}`);
    table.set(region, account);
  }
  return table;
}
