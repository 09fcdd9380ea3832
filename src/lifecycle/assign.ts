/**
 * Gives each person to one team, so that who is in two teams does not approve twice, and as many teams as possible
 * get what they need (augmenting paths of a bipartite matching).
 * @returns the number of approvals by team
 */
export function assign(needs: { team: string; count: number; people: string[] }[]): Map<string, number> {
  const slots = needs.flatMap(({ team, count, people }) =>
    Array.from({ length: count }, () => ({ team, people })),
  );
  const slotOf = new Map<string, number>();
  const place = (slot: number, tried: Set<string>): boolean => {
    for (const person of slots[slot]?.people ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const held = slotOf.get(person);
      if (held !== undefined && !place(held, tried)) continue;
      slotOf.set(person, slot);
      return true;
    }
    return false;
  };
  for (const index of slots.keys()) place(index, new Set());
  const counts = new Map<string, number>();
  for (const slot of slotOf.values()) {
    const team = slots[slot]?.team ?? '';
    counts.set(team, (counts.get(team) ?? 0) + 1);
  }
  return counts;
}
