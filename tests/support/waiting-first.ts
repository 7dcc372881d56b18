import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Begun first, in this order: the nodes wait for the turn of the minute, twice, and compute little; chaos, which keeps
 * everything busy, has the time beside it.
 */
const first = ['/tests/live/nodes.test.ts', '/tests/live/chaos.test.ts']

export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const begun = first.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)))
    return [...begun, ...sorted.filter((file) => !begun.includes(file))]
  }
}
