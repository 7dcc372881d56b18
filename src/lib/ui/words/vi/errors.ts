import { formatBytes, formatFullDay } from '../../format.ts'
import { counted, type ErrorWords, namesOf, said, wordFor } from '../error-facts.ts'
import { fields } from './fields.ts'
import { kinds } from './kinds.ts'
import { status } from './status.ts'

/** What happened, to what, and what to do. */
export const errors: ErrorWords = {
  unknown: (code) => `Chưa làm được vì một lỗi chưa rõ. Thử lại; nếu vẫn lỗi, đọc mã ${code} cho quản trị.`,
  bad_input: ({ field }) => {
    const name = wordFor(fields, said(field).split('.').at(-1))
    return name ? `Ô “${name}” chưa đúng. Xem lại rồi gửi lại.` : 'Có ô điền chưa đúng. Xem lại rồi gửi lại.'
  },
  not_signed_in: () => 'Bạn đã ra khỏi hệ thống. Đăng nhập lại; việc đã bấm vẫn còn trên máy này.',
  not_allowed: ({ needs }) => {
    const role = wordFor(kinds.role, needs)
    return `Việc này cần quyền ${role || 'khác'}. Nhờ quản trị của đơn vị cấp quyền.`
  },
  not_found: () => 'Không tìm thấy nội dung này. Có thể đã xoá, hoặc bạn chưa có quyền xem.',
  too_many_tries: ({ seconds }) => {
    const wait = counted(seconds)
    const minutes = wait === null ? null : Math.max(1, Math.ceil(wait / 60))
    return `Đã thử sai quá nhiều lần. Đợi ${minutes === null ? 'ít phút' : `${minutes} phút`} rồi thử lại.`
  },
  wrong_login: () => 'Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra rồi nhập lại.',
  link_expired: () => 'Đường dẫn này đã dùng hoặc đã hết hạn. Nhờ quản trị gửi đường dẫn mới.',
  login_taken: ({ login }) => `Tên đăng nhập ${said(login)} đã có người dùng. Chọn tên khác.`,
  weak_password: ({ least }) =>
    `Mật khẩu quá dễ đoán. Dùng ít nhất ${counted(least) ?? 10} ký tự, tránh mật khẩu thường gặp.`,
  last_admin: () => 'Đây là quản trị cuối cùng. Cấp quyền quản trị cho người khác trước.',
  last_role: () => 'Đây là quyền cuối cùng của người này. Cấp quyền khác trước, hoặc khoá tài khoản.',
  changed_meanwhile: () =>
    'Có người vừa sửa nội dung này. Xem số liệu mới bên dưới, rồi lưu lại nếu vẫn muốn đổi.',
  unit_code_taken: ({ code }) => `Mã đơn vị ${said(code)} đã có. Chọn mã khác.`,
  unit_in_use: () => 'Đơn vị này còn đơn vị trực thuộc, người hoặc việc. Chuyển chúng đi trước khi xoá.',
  unit_under_itself: () => 'Đơn vị không thể trực thuộc chính nó. Chọn đơn vị cấp trên khác.',
  channel_address_taken: ({ address, unit }) =>
    `Kênh ${said(address)} đã là của ${said(unit) || 'đơn vị khác'}. Kiểm tra lại địa chỉ.`,
  channel_address_needed: () => 'Kênh này cần địa chỉ trang. Dán đường dẫn của trang.',
  days_out_of_order: () => 'Ngày kết thúc trước ngày bắt đầu. Sửa lại một trong hai ngày.',
  peak_day_outside: ({ day }) =>
    `Ngày cao điểm ${formatSaidDay(day)} nằm ngoài chiến dịch. Chọn ngày khác hoặc sửa ngày của chiến dịch.`,
  times_out_of_order: () => 'Giờ kết thúc trước giờ bắt đầu. Sửa lại một trong hai giờ.',
  campaign_not_open: ({ name }) => `${said(name) || 'Chiến dịch'} chưa mở. Đợi điều phối mở chiến dịch.`,
  campaign_already_open: () => 'Chiến dịch đã mở rồi. Không phải làm gì thêm.',
  campaign_closed: ({ name }) => `${said(name) || 'Chiến dịch'} đã kết thúc, số liệu không đổi nữa.`,
  event_in_use: () => 'Sự kiện còn hạng mục. Xoá hoặc chuyển các hạng mục trước.',
  coverage_in_use: () =>
    'Hạng mục đã giao cho đơn vị nên không xoá được. Huỷ các việc của nó để đơn vị không phải làm nữa.',
  already_assigned: () => 'Đơn vị đã có hạng mục này. Chọn đơn vị hoặc hạng mục khác.',
  wrong_state: ({ state }) => {
    const now = wordFor(status, state)
    return `Việc này vừa có người đổi${now ? `, nay là “${now}”` : ''}. Xem lại trước khi bấm tiếp.`
  },
  reason_needed: () => 'Chưa có lý do. Viết một câu để đơn vị biết phải làm gì.',
  evidence_needed: ({ photoWillDo }) =>
    photoWillDo === true
      ? 'Chưa có minh chứng. Dán đường dẫn bài đăng hoặc thêm một ảnh.'
      : 'Chưa có minh chứng. Dán đường dẫn bài đăng.',
  link_not_recognised: ({ problem }) =>
    problem === 'is_a_page_not_a_post'
      ? 'Đây là đường dẫn của trang, không phải của bài. Mở bài đăng rồi chép đường dẫn của bài.'
      : 'Không nhận ra đường dẫn này. Chép lại đường dẫn từ bài đăng.',
  post_already_reported: () => 'Bài này đã có người nhập. Không cần nhập lại.',
  post_is_evidence: () => 'Bài này là minh chứng của một việc đã xong, nên không xoá được.',
  undo_too_late: () => 'Đã quá lâu để hoàn tác. Đổi lại bằng tay nếu cần.',
  not_yours_to_undo: () => 'Người khác đã đổi việc này, chỉ họ hoàn tác được.',
  file_too_large: ({ most }) => {
    const limit = counted(most)
    return `Tệp quá lớn${limit === null ? '' : `, nhiều nhất ${formatBytes(limit, 'vi')}`}. Chọn tệp nhỏ hơn.`
  },
  file_not_a_picture: () => 'Tệp này không phải ảnh đọc được. Chọn ảnh JPEG, PNG hoặc WebP.',
  file_unreadable: ({ why, row }) => {
    switch (why) {
      case 'empty':
        return 'Tệp trống. Chọn tệp khác.'
      case 'old_excel':
        return 'Tệp Excel kiểu cũ (.xls) không đọc được. Lưu lại thành XLSX rồi thử lại.'
      case 'pdf':
        return 'Đây là tệp PDF. Tải tệp CSV hoặc XLSX rồi thử lại.'
      case 'open_quote':
        return `Dấu ngoặc kép ở dòng ${said(row)} mở mà không đóng. Sửa dòng đó rồi thử lại.`
      default:
        return 'Không đọc được tệp này. Lưu lại thành CSV hoặc XLSX rồi thử lại.'
    }
  },
  import_columns_missing: ({ missing }) => {
    const columns = namesOf(missing, 'hoặc')
    return `Tệp thiếu cột${columns ? `: ${columns}` : ' cần có'}. Xuất lại tệp với đủ cột.`
  },
  import_not_ready: () => 'Tệp đang được đọc. Đợi đọc xong rồi áp dụng.',
  import_already_applied: () => 'Tệp này đã áp dụng rồi. Số liệu không đổi.',
  too_old: () => 'Màn hình này đã quá cũ để cập nhật từng phần. Mở lại trang.',
  unavailable: () => 'Máy chủ chưa trả lời. Việc đã bấm vẫn còn và sẽ tự gửi.',
}

function formatSaidDay(day: unknown): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(said(day)) ? formatFullDay(said(day), 'vi') : ''
}
