import type { campaigns as vi } from '../vi/campaigns.ts'

export const campaigns = {
  title: 'Campaigns',
  create: 'Create campaign',
  none: 'There is no campaign yet',
  what: 'A campaign is a period in which every unit speaks about one theme.',
  useTemplate: 'Use last year’s template',
  loadSample: 'Load sample data',
} satisfies typeof vi
