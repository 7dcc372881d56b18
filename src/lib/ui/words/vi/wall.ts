export const wall = {
  title: 'Màn hình',
  projection: 'Dự báo',
  target: 'Chỉ tiêu',
  replay: 'Xem lại',
  now: 'Hiện tại',
}
