export const posts = {
  title: 'Bài đăng',
  paste: 'Dán link',
  importFile: 'Nhập tệp',
}
