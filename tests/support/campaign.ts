import type { Assignment } from '#lib/domain/assignment.ts'
import type { Coverage } from '#lib/domain/coverage.ts'
import type { Me } from '#lib/domain/person.ts'
import { OpenCampaign } from '#lib/ui/campaign/open-campaign.svelte.ts'
import { boardOf, workersMonth, workOf } from './board.ts'

/** Units of a campaign on screen: 7 is Mường Tè, 8 Sìn Hồ; person 5 is Lò Văn Pâng. */
export const muongTe = { id: 7, name: 'LĐLĐ huyện Mường Tè', shortName: 'Mường Tè' }
export const sinHo = { id: 8, name: 'LĐLĐ huyện Sìn Hồ', shortName: 'Sìn Hồ' }

export const news: Coverage = {
  id: 1,
  eventId: null,
  title: 'Tin trao quà đoàn viên',
  contentType: 'news',
  channelKind: 'fanpage',
  dueAt: Date.now() + 7_200_000,
}

/** Mường Tè's, of the news above, unless told otherwise. */
export function assigned(facts: Partial<Assignment> = {}): Assignment {
  const { dueAt } = news
  const work = { coverageId: news.id, unitId: muongTe.id, state: 'assigned', dueAt } as const
  return workOf(1, { ...work, stateAt: Date.now() - 3_600_000, ...facts })
}

/** All test files share one browser storage: nobody finds what an officer of another test left waiting. */
function newPersonId(): number {
  return 1 + Math.floor(Math.random() * 2 ** 40)
}

/** A campaign as a component finds it, for an officer of Mường Tè nobody has been before: with an empty outbox. */
export function openCampaign({
  assignments = [],
  coverage = news,
}: { assignments?: Assignment[]; coverage?: Coverage } = {}): OpenCampaign {
  const always = { ...workersMonth, startsOn: '2020-01-01', endsOn: '2099-12-31', peakDays: [] }
  const unit = { code: '', kind: 'upper_union', parentId: 1, memberCount: 0 } as const
  const grant = { role: 'staff', unitId: muongTe.id, unitPath: '1.7', unitName: muongTe.name } as const
  const me: Me = { id: newPersonId(), name: 'Cán bộ', login: 'canbo', grants: [grant] }
  return new OpenCampaign({
    snapshot: {
      board: boardOf([coverage], assignments, { campaign: always }),
      seq: 1,
    },
    directory: {
      seq: 0,
      units: [
        { ...unit, ...muongTe, path: '1.7' },
        { ...unit, ...sinHo, path: '1.8' },
      ],
      channels: [],
      people: [{ id: 5, name: 'Lò Văn Pâng' }],
    },
    me,
    now: Date.now(),
  })
}
