const names = new Set(
  (
    '__tn__ __cft__ __xts__ __mmr _branch_match_id _ga _gl _hsenc _hsmi _openstat _rdc _rdr dclid fb_action_ids ' +
    'fb_action_types fb_comment_id fb_ref fb_source fbclid feature gad_source gbraid gclid gclsrc gidzl hc_location ' +
    'hc_ref hss_channel igsh igshid mc_cid mc_eid mibextid mkt_tok msclkid paipv rdid ref ref_src ref_url refsrc ' +
    'sfnsn share_id si srsltid ttclid twclid vero_id wbraid wtsid yclid zarsrc zl3rd'
  ).split(' '),
)

/** Whether a parameter only tells where the visitor came from, never which post it is. */
export function isTracking(parameter: string): boolean {
  const name = parameter.toLowerCase()
  return names.has(name) || /^(?:utm_|__cft__|__xts__|mtm_|pk_|hsa_)/.test(name)
}
