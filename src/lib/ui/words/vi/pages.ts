/** Pages that say why something is not there. */
export const pages = {
  unavailable: {
    title: 'Máy chủ chưa trả lời',
    lead: 'Trang này cần máy chủ để mở. Trang tự thử lại, bạn không phải làm gì.',
  },
  broken: {
    title: 'Trang này gặp lỗi',
    lead: 'Máy chủ đã ghi lại lỗi. Thử lại; nếu vẫn lỗi, đọc mã bên dưới cho quản trị.',
  },
  notFound: {
    title: 'Không có trang này',
    lead: 'Đường dẫn sai, hoặc nội dung đã được chuyển hay xoá.',
  },
  notAllowed: {
    title: 'Bạn chưa có quyền xem phần này',
    lead: 'Quản trị của đơn vị bạn cấp được quyền này. Gọi họ và đọc mã bên dưới.',
  },
  safeTitle: 'Việc đã bấm vẫn còn',
  safe: 'Việc đã gửi nằm trên máy chủ, việc chờ gửi nằm trên máy này; mỗi việc chỉ gửi một lần',
  code: 'Mã để báo quản trị:',
  goHome: 'Về trang đầu',
}
