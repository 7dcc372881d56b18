export const auth = {
  title: 'Đăng nhập',
  login: 'Số điện thoại hoặc email',
  password: 'Mật khẩu',
  submit: 'Đăng nhập',
  noAccount: 'Chưa có tài khoản? Gọi quản trị của đơn vị bạn.',
}
