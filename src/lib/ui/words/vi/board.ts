export const board = {
  title: 'Bảng điều phối',
}
