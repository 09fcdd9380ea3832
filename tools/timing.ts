/** The middle of three runs, after one that warms up. */
export async function medianSeconds(work: () => unknown): Promise<number> {
  const times: number[] = [];
  await work();
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    await work();
    times.push((performance.now() - start) / 1000);
  }
  return times.sort((a, b) => a - b)[1] ?? Number.NaN;
}
