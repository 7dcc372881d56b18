import type { CampaignPlan } from '../../domain/campaign.ts'
import type { Day } from '../../domain/time.ts'

/** A directive as it is typed. `key` tells rows apart while they come and go. */
export type DirectiveDraft = {
  key: number
  symbol: string
  issuedOn: string
  issuer: string
  summary: string
  link: string
}

const directiveNames = ['symbol', 'issuedOn', 'issuer', 'summary', 'link'] as const

export function emptyDirective(key: number): DirectiveDraft {
  return { key, symbol: '', issuedOn: '', issuer: '', summary: '', link: '' }
}

/** What changes in a campaign, as text: peak days are one field, days in order with spaces between. */
export type PlanText = {
  campaignKind: string
  name: string
  startsOn: string
  endsOn: string
  peakDays: string
  postTarget: string
}

export function planText(plan: CampaignPlan): PlanText {
  return {
    campaignKind: plan.kind,
    name: plan.name,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    peakDays: plan.peakDays.join(' '),
    postTarget: plan.postTarget === null ? '' : String(plan.postTarget),
  }
}

/** What stands in the form of a campaign: text, as typed. */
export class CampaignDraft {
  campaignKind = $state<string>('workers_month')
  name = $state('')
  startsOn = $state('')
  endsOn = $state('')
  peakDays = $state<Day[]>([])
  postTarget = $state('')
  unitId = $state('')
  directives = $state<DirectiveDraft[]>([emptyDirective(0)])

  /** From a form that came back without JavaScript, or was left by a reload. */
  take(typed: Record<string, string>, { keepsDays = false } = {}): this {
    this.campaignKind = typed['campaignKind'] ?? this.campaignKind
    this.name = typed['name'] ?? this.name
    this.startsOn = typed['startsOn'] ?? this.startsOn
    this.endsOn = typed['endsOn'] ?? this.endsOn
    this.postTarget = typed['postTarget'] ?? this.postTarget
    this.unitId = typed['unitId'] ?? this.unitId
    // A box that is not ticked is not sent: none of them there means no peak day.
    if (!keepsDays) {
      this.peakDays = Object.keys(typed)
        .filter((name) => name.startsWith('peak.'))
        .map((name) => name.slice(5))
    }
    const rows = Object.keys(typed).flatMap((name) => /^directives\.(\d+)\.symbol$/.exec(name)?.[1] ?? [])
    if (rows.length > 0) {
      this.directives = rows.map((row, key) => {
        const directive = emptyDirective(key)
        for (const name of directiveNames) directive[name] = typed[`directives.${row}.${name}`] ?? ''
        return directive
      })
    }
    return this
  }

  /** What a campaign says already. */
  takePlan(plan: CampaignPlan): this {
    this.takePlanText(planText(plan))
    return this
  }

  planText(): PlanText {
    const { campaignKind, name, startsOn, endsOn, peakDays, postTarget } = this
    return { campaignKind, name, startsOn, endsOn, peakDays: peakDays.join(' '), postTarget }
  }

  takePlanText(plan: PlanText): void {
    this.campaignKind = plan.campaignKind
    this.name = plan.name
    this.startsOn = plan.startsOn
    this.endsOn = plan.endsOn
    this.peakDays = plan.peakDays.split(' ').filter((day) => day !== '')
    this.postTarget = plan.postTarget
  }

  /** The same as its form would send it. */
  typed(): Record<string, string> {
    const { campaignKind, name, startsOn, endsOn, postTarget, unitId } = this
    const typed: Record<string, string> = { campaignKind, name, startsOn, endsOn, postTarget, unitId }
    for (const day of this.peakDays) typed[`peak.${day}`] = 'on'
    this.directives.forEach((row, index) => {
      for (const name of directiveNames) typed[`directives.${index}.${name}`] = row[name]
    })
    return typed
  }

  get isUntouched(): boolean {
    return (
      this.name === '' &&
      this.startsOn === '' &&
      this.endsOn === '' &&
      this.postTarget === '' &&
      this.directives.every((row) => directiveNames.every((name) => row[name] === ''))
    )
  }

  addDirective(): void {
    const key = Math.max(-1, ...this.directives.map((row) => row.key)) + 1
    this.directives.push(emptyDirective(key))
  }

  removeDirective(key: number): void {
    this.directives = this.directives.filter((row) => row.key !== key)
  }
}
