/** Where the campaign is in a component's context; tests put their own there. */
export const campaignKey = Symbol('campaign')
