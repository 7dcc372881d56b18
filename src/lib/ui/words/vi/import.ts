export const importing = {
  title: 'Nhập tệp',
  updated: 'bài cập nhật',
  made: 'bài mới',
  rejected: 'dòng lỗi',
}
