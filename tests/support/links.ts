const fb = 'https://www.facebook.com'
const tube = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ'
const page = 'facebook:congdoanlaichau'
const pageById = 'facebook:100064812345678'
const pfbid = 'pfbid02kQn7bXyZaBcDeFgHiJkLmNoPqRsTuVwXyZ1234567890abcdefl'
const article = 'https://officialaccount.me/d?id=c3eb9fb83cfdd5a38cec&pageId=2487050000180599437'

/** As pasted, the canonical link, and who published. */
export const addressed: [pasted: string, link: string, pageKey: string | null][] = [
  [`${fb}/congdoanlaichau/posts/712345678901234`, `${fb}/congdoanlaichau/posts/712345678901234`, page],
  [
    `HTTPS://M.Facebook.com/CongDoan.LaiChau/posts/712345678901234/?ref=share`,
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    `https://vi-vn.facebook.com/congdoanlaichau/posts/khai-mac-thang-cong-nhan/712345678901234`,
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    `https://fb.com/pg/congdoanlaichau/posts/712345678901234`,
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    `${fb}/congdoanlaichau/posts/${pfbid}?__cft__[0]=AZX&__tn__=%2CO%2CP-R`,
    `${fb}/congdoanlaichau/posts/${pfbid}`,
    page,
  ],
  [
    `https://m.facebook.com/story.php?story_fbid=712345678901234&id=100064812345678&mibextid=Nif5oz`,
    `${fb}/100064812345678/posts/712345678901234`,
    pageById,
  ],
  [
    `${fb}/permalink.php?story_fbid=${pfbid}&id=100064812345678`,
    `${fb}/100064812345678/posts/${pfbid}`,
    pageById,
  ],
  [
    `https://mbasic.facebook.com/story.php?id=100064812345678&story_fbid=712345678901234&_rdr`,
    `${fb}/100064812345678/posts/712345678901234`,
    pageById,
  ],
  [`${fb}/100064812345678_712345678901234`, `${fb}/100064812345678/posts/712345678901234`, pageById],
  [
    `${fb}/Cong-doan-Lai-Chau-108112345678901/posts/712345678901234`,
    `${fb}/108112345678901/posts/712345678901234`,
    'facebook:108112345678901',
  ],
  [
    `${fb}/photo.php?fbid=712345678909999&set=a.123456789012345&type=3`,
    `${fb}/photo?fbid=712345678909999`,
    null,
  ],
  [`${fb}/photo/?fbid=712345678909999&set=pcb.712345678901234`, `${fb}/photo?fbid=712345678909999`, null],
  [
    `https://touch.facebook.com/congdoanlaichau/photos/a.123456789012345/712345678909999/?type=3`,
    `${fb}/photo?fbid=712345678909999`,
    page,
  ],
  [`${fb}/congdoanlaichau/videos/le-phat-dong/812345678901234/`, `${fb}/watch?v=812345678901234`, page],
  [`https://web.facebook.com/watch/?v=812345678901234&extid=NS-UNK`, `${fb}/watch?v=812345678901234`, null],
  [`${fb}/watch/live/?ref=watch_permalink&v=812345678901234`, `${fb}/watch?v=812345678901234`, null],
  [`${fb}/video.php?v=812345678901234`, `${fb}/watch?v=812345678901234`, null],
  [`${fb}/reel/812345678901234?s=yWDuG2&fs=e`, `${fb}/watch?v=812345678901234`, null],
  [
    `${fb}/groups/CongDoanCoSo/permalink/512345678901234/`,
    `${fb}/groups/congdoancoso/posts/512345678901234`,
    'facebook:groups/congdoancoso',
  ],
  [
    `${fb}/groups/123456789?multi_permalinks=512345678901234&hoisted_section_header_type=recently_seen`,
    `${fb}/groups/123456789/posts/512345678901234`,
    'facebook:groups/123456789',
  ],
  [`${fb}/media/set/?set=a.123456789012345&type=3`, `${fb}/media/set?set=a.123456789012345`, null],
  [`${fb}/events/612345678901234/?active_tab=about`, `${fb}/events/612345678901234`, null],
  [`${fb}/share/p/1AbCdEfGhi/?mibextid=wwXIfr`, `${fb}/share/p/1AbCdEfGhi`, null],
  [`${fb}/share/1AbCdEfGhi/`, `${fb}/share/1AbCdEfGhi`, null],
  [`https://fb.watch/pQrStUvWx1/?mibextid=qC1gEa`, `https://fb.watch/pQrStUvWx1`, null],
  [
    `https://l.facebook.com/l.php?u=https%3A%2F%2Flaodong.vn%2Fcong-doan%2Fbai-1.ldo%3Ffbclid%3DIwAR0&h=AT3`,
    'https://laodong.vn/cong-doan/bai-1.ldo',
    'web:laodong.vn',
  ],
  [
    `https://www.facebook.com/sharer/sharer.php?u=https://congdoan.vn/tin-tuc/1`,
    'https://congdoan.vn/tin-tuc/1',
    'web:congdoan.vn',
  ],
  [
    `https://www.facebook.com/login/?next=https%3A%2F%2Fwww.facebook.com%2Fcongdoanlaichau%2Fposts%2F712345678901234`,
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    `https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fcongdoanlaichau%2Fposts%2F712345678901234`,
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],

  ['https://youtu.be/dQw4w9WgXcQ?si=AbCdEf', tube, null],
  ['https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=15s', tube, null],
  ['https://www.youtube.com/shorts/dQw4w9WgXcQ', tube, null],
  ['https://www.youtube.com/live/dQw4w9WgXcQ?feature=shared', tube, null],
  ['https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ', tube, null],
  [
    'https://www.youtube.com/redirect?q=https%3A%2F%2Fcongdoan.vn%2Ftin%2F9',
    'https://congdoan.vn/tin/9',
    'web:congdoan.vn',
  ],

  [
    'https://rd.zapps.vn/detail/2487050000180599437?zl3rd=815789662550058820&id=c3eb9fb83cfdd5a38cec&zarsrc=4',
    article,
    'zalo:2487050000180599437',
  ],
  [
    'https://officialaccount.me/d?id=c3eb9fb83cfdd5a38cec&pageId=2487050000180599437',
    article,
    'zalo:2487050000180599437',
  ],
  [
    'https://officialaccount.me/d/2487050000180599437?id=c3eb9fb83cfdd5a38cec&pageId=2487050000180599437',
    article,
    'zalo:2487050000180599437',
  ],
  [
    'https://rd.zapps.vn/video?id=c607d69283d76a8933c6&pageId=2487050000180599437',
    'https://rd.zapps.vn/video?id=c607d69283d76a8933c6&pageId=2487050000180599437',
    'zalo:2487050000180599437',
  ],

  [
    'https://www.tiktok.com/@CongDoan.LaiChau/video/7234567890123456789?is_from_webapp=1',
    'https://www.tiktok.com/@congdoan.laichau/video/7234567890123456789',
    'tiktok:@congdoan.laichau',
  ],
  [
    'https://m.tiktok.com/v/7234567890123456789.html',
    'https://m.tiktok.com/v/7234567890123456789.html',
    null,
  ],
  ['https://vt.tiktok.com/ZSabc123/', 'https://vt.tiktok.com/ZSabc123', null],
  [
    'https://www.instagram.com/congdoan.laichau/reel/Cabc-1_d/?igsh=MzRl',
    'https://www.instagram.com/p/Cabc-1_d',
    'instagram:congdoan.laichau',
  ],

  [
    'http://www.CongDoanLaiChau.org.vn:80/tin-tuc/le-phat-dong/?utm_source=zalo&utm_medium=oa#binh-luan',
    'https://congdoanlaichau.org.vn/tin-tuc/le-phat-dong',
    'web:congdoanlaichau.org.vn',
  ],
  [
    'https://m.laichau.gov.vn/Default.aspx?ItemID=5&CategoryId=2&gidzl=x',
    'https://laichau.gov.vn/Default.aspx?CategoryId=2&ItemID=5',
    'web:laichau.gov.vn',
  ],
  [
    'https://congdoan.vn/tin-t%e1%bb%a9c/ng%C3%A0y-1',
    'https://congdoan.vn/tin-t%E1%BB%A9c/ng%C3%A0y-1',
    'web:congdoan.vn',
  ],
  [
    'https://congdoan.vn/tin-tức/nga\u0300y-1',
    'https://congdoan.vn/tin-t%E1%BB%A9c/ng%C3%A0y-1',
    'web:congdoan.vn',
  ],
  ['https://báolaichâu.vn/tin/1', 'https://xn--bolaichu-8yaq.vn/tin/1', 'web:xn--bolaichu-8yaq.vn'],
  [
    'https://congdoan.vn:8443/a;jsessionid=0A1B?p=1',
    'https://congdoan.vn:8443/a?p=1',
    'web:congdoan.vn:8443',
  ],
  ['https://congdoan.vn/#/bai-viet/12', 'https://congdoan.vn/#/bai-viet/12', 'web:congdoan.vn'],
  ['https://congdoan.vn/?p=123', 'https://congdoan.vn/?p=123', 'web:congdoan.vn'],

  [
    'Lễ phát động Tháng Công nhân https://www.facebook.com/congdoanlaichau/posts/712345678901234.',
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  ['Xem tại (https://congdoan.vn/tin/1), chia sẻ nhé!', 'https://congdoan.vn/tin/1', 'web:congdoan.vn'],
  [
    'https://vi.wikipedia.org/wiki/Lai_Châu_(tỉnh)',
    'https://vi.wikipedia.org/wiki/Lai_Ch%C3%A2u_(t%E1%BB%89nh)',
    'web:vi.wikipedia.org',
  ],
  [
    'Theo dõi https://facebook.com/congdoanlaichau để xem https://facebook.com/congdoanlaichau/posts/712345678901234',
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    'Tin mới: facebook.com/congdoanlaichau/posts/712345678901234',
    `${fb}/congdoanlaichau/posts/712345678901234`,
    page,
  ],
  [
    '\u200bhttps://congdoan.vn/tin?id=1&amp;muc=2\u200b',
    'https://congdoan.vn/tin?id=1&muc=2',
    'web:congdoan.vn',
  ],
]

/** Two addresses of one post that are written differently even when canonical. */
export const samePost: [string, string][] = [
  [
    `${fb}/congdoanlaichau/posts/712345678901234`,
    `https://m.facebook.com/story.php?story_fbid=712345678901234&id=100064812345678`,
  ],
  [
    `${fb}/congdoanlaichau/posts/712345678901234`,
    `${fb}/photo/?fbid=712345678909999&set=pcb.712345678901234`,
  ],
  [`${fb}/congdoanlaichau/photos/pcb.712345678901234/712345678909999`, `${fb}/photo?fbid=712345678909999`],
  [`${fb}/congdoanlaichau/posts/${pfbid}`, `${fb}/permalink.php?story_fbid=${pfbid}&id=100064812345678`],
  [
    'https://rd.zapps.vn/detail/2487050000180599437?id=c3eb9fb83cfdd5a38cec',
    'https://officialaccount.me/d?id=c3eb9fb83cfdd5a38cec',
  ],
  [
    'https://m.tiktok.com/v/7234567890123456789.html',
    'https://www.tiktok.com/@congdoan/video/7234567890123456789',
  ],
]

export const refused: [text: string, problem: string][] = [
  ['', 'no_link'],
  ['Kế hoạch 438/KH-LĐLĐ ngày 11/4/2023, TP.HCM/Hà Nội', 'no_link'],
  ['ftp://congdoan.vn/tin', 'not_http'],
  ['javascript:alert(1)', 'not_http'],
  ['fb://profile/100064812345678', 'not_http'],
  ['http://localhost:3000/x', 'private_address'],
  ['http://192.168.1.10/tin/1', 'private_address'],
  ['http://0x7f.1/tin', 'private_address'],
  ['http://[::1]/tin', 'private_address'],
  ['http://noibo/tin', 'private_address'],
  ['http://may-chu.local/tin', 'private_address'],
  ['https://l.facebook.com/l.php?u=http%3A%2F%2F10.0.0.1%2Fx', 'private_address'],
  ['https://www.facebook.com/congdoanlaichau', 'is_a_page_not_a_post'],
  ['https://www.facebook.com/congdoanlaichau/photos/?ref=page_internal', 'is_a_page_not_a_post'],
  ['https://www.facebook.com/profile.php?id=100064812345678', 'is_a_page_not_a_post'],
  ['https://www.facebook.com/groups/congdoancoso', 'is_a_page_not_a_post'],
  ['https://www.youtube.com/@congdoanlaichau/videos', 'is_a_page_not_a_post'],
  ['https://zalo.me/2487050000180599437', 'is_a_page_not_a_post'],
  ['https://www.tiktok.com/@congdoan', 'is_a_page_not_a_post'],
  ['congdoanlaichau.org.vn', 'is_a_page_not_a_post'],
  ['https://congdoanlaichau.org.vn/index.html?utm_source=zalo', 'is_a_page_not_a_post'],
]

export const pages: [address: string, key: string | null][] = [
  ['https://www.facebook.com/CongDoan.LaiChau/', page],
  ['facebook.com/congdoanlaichau?ref=bookmarks', page],
  ['https://m.facebook.com/profile.php?id=100064812345678', pageById],
  ['https://www.facebook.com/people/Công-đoàn-Lai-Châu/100064812345678/', pageById],
  ['https://www.facebook.com/p/Cong-doan-Lai-Chau-100064812345678/', pageById],
  ['https://www.facebook.com/pages/Cong-doan/108112345678901', 'facebook:108112345678901'],
  ['https://www.youtube.com/@CongDoanLaiChau/videos', 'youtube:@congdoanlaichau'],
  ['https://www.youtube.com/channel/UCj4PxQr88piCaijUHdHBt5Q', 'youtube:UCj4PxQr88piCaijUHdHBt5Q'],
  ['https://zalo.me/2487050000180599437', 'zalo:2487050000180599437'],
  ['https://zalo.me/g/abcxyz123', 'zalo:g/abcxyz123'],
  ['http://www.congdoanlaichau.org.vn/', 'web:congdoanlaichau.org.vn'],
  ['congdoanlaichau.org.vn/tam-duong/', 'web:congdoanlaichau.org.vn/tam-duong'],
  ['Nhà văn hóa huyện', null],
]
