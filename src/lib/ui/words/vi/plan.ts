export const plan = {
  title: 'Kế hoạch',
  addEvent: 'Thêm sự kiện',
}
