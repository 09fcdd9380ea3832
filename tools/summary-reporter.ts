import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

/** Names what was skipped and closes with `N passed, N failed`, so that no run can look complete when it is not. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: ReturnType<TestCase['result']>['state']) =>
      tests.filter((test) => test.result().state === state);
    for (const test of inState('skipped')) {
      process.stdout.write(`skipped: ${test.fullName}\n`);
    }
    // A file that could not be loaded and an error outside of any test are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const failed = inState('failed').length + inState('pending').length + broken;
    if (reason === 'interrupted') process.stdout.write('interrupted\n');
    process.stdout.write(`\n${inState('passed').length} passed, ${failed} failed\n`);
  }
}
