import { secondsText } from '../base/units.ts';
import type { RunObserver } from '../lifecycle/runner.ts';
import { paint, type Terminal } from './terminal.ts';

const shownCharacters = 100;

/**
 * Shows a run as it goes: one line a step, with its time, its place in the log and what it found. On a terminal the
 * step's own output is shown on a line that is then replaced.
 */
export function showRun(terminal: Terminal): RunObserver {
  const clear = () => terminal.interactive && terminal.err('\r\u001b[2K');
  const passing = (text: string) =>
    terminal.interactive && terminal.err(`\r\u001b[2K${text.slice(0, shownCharacters)}`);
  return {
    started: (step) => void passing(`  ${step} ...`),
    progress: (step, line) => void passing(`  ${step}: ${line}`),
    finished(step, { record, entry }, reused, seconds) {
      clear();
      const mark = record.verdict === 'passed' ? paint(terminal, 'green', '✓') : paint(terminal, 'red', '✗');
      const time = reused ? 'unchanged' : secondsText(seconds);
      const place = entry === undefined ? '' : paint(terminal, 'dim', `  [log ${entry}]`);
      terminal.err(`${mark} ${step.padEnd(14)} ${time.padStart(9)}  ${record.summary}${place}\n`);
    },
  };
}
