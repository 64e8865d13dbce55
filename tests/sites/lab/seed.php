<?php

/* Installs the site and fills it. Run by wordpress.sh in the docroot, as www-data. */
$t0 = microtime(true);
define('WP_INSTALLING', true);
$u = parse_url(trim(file_get_contents(__DIR__ . '/site_url')));
$_SERVER += array('HTTP_HOST' => $u['host'] . (isset($u['port']) ? ':' . $u['port'] : ''),
    'SERVER_NAME' => $u['host'], 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET',
    'REMOTE_ADDR' => '127.0.0.1');
function wp_mail()
{
    return true;
}
function wp_new_blog_notification()
{
}
require getcwd() . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';
global $wpdb, $wp_rewrite;
$N = (int) getenv('LAB_POSTS') ?: 1200;
mt_srand((int) getenv('LAB_RNG') ?: 2018);
function say($s)
{
    global $t0;
    printf("%7.1fs %s\n", microtime(true) - $t0, $s);
}
function pick($a)
{
    return $a[mt_rand(0, count($a) - 1)];
}
function chance($p)
{
    return mt_rand(1, 1000) <= $p * 1000;
}
function some($a, $n)
{
    $k = array_keys($a);
    usort($k, function ($x, $y) {
        return 0;
    });
    $o = array();
    while (count($o) < $n && $k) {
        $i = mt_rand(0, count($k) - 1);
        $o[] = $a[$k[$i]];
        array_splice($k, $i, 1);
    } return $o;
}

/* ---- the site ---- */
if (!is_blog_installed()) {
    wp_install('Lapas Kelas IIB Contoh', 'humas', 'humas@lapas-contoh.test', true, '',
    'lab-password', 'id_ID');
}
say('wp_install done, WordPress ' . $GLOBALS['wp_version']);
foreach (
    array('blogdescription' => 'Kementerian Hukum dan HAM RI', 'timezone_string' => 'Asia/Jakarta',
    'gmt_offset' => '', 'date_format' => 'j F Y', 'time_format' => 'H:i', 'WPLANG' => 'id_ID',
    'start_of_week' => 1, 'posts_per_page' => 10, 'posts_per_rss' => 10, 'default_comment_status' => 'open',
      'comment_moderation' => 0, 'comment_previously_approved' => 0, 'thread_comments' => 1, 'page_comments' => 0,
    'default_ping_status' => 'open', 'users_can_register' => 0, 'blog_public' => 1, 'lab_modes' => array(
      )) as $k => $v
) {
    update_option($k, $v);
}
$wp_rewrite->set_permalink_structure('/%year%/%monthnum%/%day%/%postname%/');
switch_theme(getenv('LAB_THEME') ?: 'twentytwentythree');
$wp_rewrite->init();
flush_rewrite_rules(true);
wp_set_current_user(1);
kses_remove_filters();
remove_action('publish_post', '_publish_post_hook', 5);
remove_action('transition_post_status', '_update_term_count_on_transition_post_status', 10);
wp_defer_term_counting(true);
wp_defer_comment_counting(true);
wp_suspend_cache_invalidation(false);

$authors = array(1);
wp_update_user(array('ID' => 1, 'display_name' => 'Humas Lapas Contoh', 'nickname' => 'Humas Lapas Contoh'));
foreach (
    array(array('wesley', 'Wesley Simanjuntak', 'author'), array('zakaria', 'Zakaria Harahap', 'author'), array(
    'dewi.lestari', 'Dewi Lestari', 'editor'), array('rahmat', 'Rahmat Hidayat, S.H.', 'author'), array('putu',
    'I Putu Ardika', 'contributor'), array('tanpa-tulisan', 'Tanpa Tulisan', 'author')) as $a
) {
    $id = wp_insert_user(array('user_login' => $a[0], 'user_pass' => 'lab-' . $a[0], 'user_email' => $a[0]
      . '@lapas-contoh.test', 'display_name' => $a[1], 'role' => $a[2]));
    if (!is_wp_error($id) && $a[0] != 'tanpa-tulisan') {
        $authors[] = $id;
    }
}
$cats = array();
foreach (
    array('Berita' => 0, 'Pembinaan' => 0, 'Keamanan dan Ketertiban' => 0, 'Pelayanan Tahanan' => 0,
    'Pengumuman' => 0, 'Kegiatan' => 0, 'Siaran Pers' => 0, 'Covid-19' => 0, 'Kepribadian' => 'Pembinaan',
    'Kemandirian' => 'Pembinaan', 'Zona Integritas' => 'Berita', 'Galeri' => 0, 'Kosong' => 0) as $c => $p
) {
    $r = wp_insert_term($c, 'category', array('parent' => $p ? $cats[$p] : 0));
    $cats[$c] = is_wp_error($r) ? $r->get_error_data() : $r['term_id'];
}
$def = (int) get_option('default_category');

/* ---- words ---- */
$kota = array('Contoh', 'Contoh', 'Contoh', 'Kota Contoh', 'Contoh Utara');
$orang = array('Bambang Suryanto', 'Siti Rahmawati', 'Agus Salim Nasution', 'I Made Wirawan', 'Hotman Siregar',
    'Yohanes Lamba', 'Nurhayati', 'Fitri Handayani', 'M. Ridwan', 'Dr. H. Abdul Karim, M.Si.', 'Ucok Marpaung',
    'Sri Wahyuni', 'Edi Susanto', 'Teuku Iskandar', 'Andi Baso', 'Maria Goreti', 'Suparman', 'Lukman Hakim',
    'R. Eko Prasetyo', 'Tri Hartono');
$jab = array('Kepala Lapas (Kalapas) Contoh', 'Kepala Kesatuan Pengamanan Lapas (KPLP)',
    'Kepala Seksi Binadik dan Giatja', 'Kepala Subseksi Registrasi dan Bimkemas', 'Kepala Subbagian Tata Usaha',
    'Kepala Kantor Wilayah Kemenkumham', 'Kepala Divisi Pemasyarakatan', 'dokter Lapas Contoh',
    'Kepala Seksi Administrasi Keamanan dan Tata Tertib', 'Pembimbing Kemasyarakatan Bapas Contoh');
$wbp = array('warga binaan', 'Warga Binaan Pemasyarakatan (WBP)', 'WBP', 'narapidana', 'tahanan dan narapidana',
    'penghuni');
$topik = array(
 array('c' => 'Keamanan dan Ketertiban', 't' => array('penggeledahan', 'razia', 'kamar hunian', 'halinar'), 'y' => 0,
     'k' => 'penggeledahan kamar hunian', 'j' => array(
     'Cegah Gangguan Kamtib, Petugas Lapas {K} Geledah Kamar Hunian',
     'Razia Gabungan di Lapas {K}, {N} Barang Terlarang Disita',
     'Lapas {K} Gandeng Polres Gelar Penggeledahan Insidentil', 'Deteksi Dini, Blok {B} Lapas {K} Digeledah'),
     's' => array(
     'Dari hasil penggeledahan, petugas menemukan sejumlah barang yang dilarang berada di dalam kamar hunian, seperti sendok logam, korek api, kartu remi, dan kabel rakitan.',
     'Sebanyak {N} petugas dibagi menjadi {M} regu untuk menyisir seluruh kamar di Blok {B}.',
     'Barang-barang temuan selanjutnya didata, dibuatkan berita acara, lalu dimusnahkan dengan cara dibakar.',
     'Tidak ditemukan narkoba maupun telepon seluler dalam kegiatan tersebut.')),
 array('c' => 'Covid-19', 't' => array('covid-19', 'asimilasi', 'permenkumham 10/2020'), 'y' => 2020,
     'k' => 'pemberian asimilasi di rumah', 'j' => array('{N} WBP Lapas {K} Jalani Asimilasi di Rumah',
     'Cegah Covid-19, Lapas {K} Keluarkan {N} Narapidana Lewat Asimilasi', 'Lagi, Lapas {K} Rumahkan {N} WBP'),
     's' => array(
     'Pemberian asimilasi ini berdasarkan Permenkumham Nomor 10 Tahun 2020 tentang Syarat Pemberian Asimilasi dan Hak Integrasi bagi Narapidana dan Anak dalam rangka Pencegahan dan Penanggulangan Penyebaran Covid-19.',
     'Seluruh proses, mulai dari sidang TPP hingga serah terima kepada Bapas, tidak dipungut biaya alias gratis.',
     'Mereka tetap berada dalam pengawasan Balai Pemasyarakatan dan Kejaksaan Negeri setempat.')),
 array('c' => 'Covid-19', 't' => array('covid-19', 'rapid test', 'protokol kesehatan'), 'y' => 2020,
     'k' => 'rapid test bagi petugas dan warga binaan', 'j' => array(
     '{N} Petugas Lapas {K} Ikuti Rapid Test, Ini Hasilnya', 'Lapas {K} Semprotkan Disinfektan ke Seluruh Blok',
     'Kunjungan Ditiadakan, Lapas {K} Sediakan Layanan “Video Call”', 'WBP Lapas {K} Produksi {R} Masker Kain'),
     's' => array('Setiap orang yang masuk diwajibkan mencuci tangan, memakai masker, dan diperiksa suhu tubuhnya.',
     'Layanan kunjungan tatap muka untuk sementara ditiadakan dan diganti dengan kunjungan daring.',
     'Hasil rapid test menunjukkan seluruh peserta nonreaktif.')),
 array('c' => 'Pelayanan Tahanan', 't' => array('remisi', 'hut ri'), 'y' => 0, 'k' => 'penyerahan remisi',
     'j' => array('{R} WBP Lapas {K} Terima Remisi Umum',
     'Remisi Hari Raya, {N} Warga Binaan Lapas {K} Langsung Bebas', 'Bupati Serahkan SK Remisi kepada WBP Lapas {K}'),
     's' => array(
     'Dari jumlah tersebut, {M} orang di antaranya langsung bebas (RU II) dan selebihnya masih harus menjalani sisa pidana (RU I).',
     'Besaran remisi yang diterima bervariasi mulai dari satu bulan hingga enam bulan.',
     'Remisi merupakan hak narapidana yang telah memenuhi syarat administratif dan substantif.')),
 array('c' => 'Kemandirian', 't' => array('pelatihan', 'kemandirian', 'balai latihan kerja'), 'y' => 0,
     'k' => 'pelatihan kemandirian', 'j' => array('Lapas {K} dan BLK Latih {N} WBP Keterampilan Las',
     'Panen Raya, WBP Lapas {K} Hasilkan {R} Kg Kangkung', 'Budi Daya Lele Lapas {K} Sumbang PNBP',
     'Produk Mebel Karya WBP Lapas {K} Tembus Pasar Lokal', 'Batik Karya Warga Binaan Lapas {K} Dipamerkan'),
     's' => array('Pelatihan berlangsung selama {M} hari dan diikuti {N} peserta yang telah melalui tahap seleksi.',
     'Hasil panen dijual kepada petugas dan masyarakat sekitar dengan harga Rp{P}.000,- per kilogram.',
     'Peserta yang dinyatakan lulus memperoleh sertifikat dari instansi terkait.',
     'Sebagian keuntungan disetorkan ke kas negara sebagai Penerimaan Negara Bukan Pajak (PNBP).')),
 array('c' => 'Kepribadian', 't' => array('pembinaan rohani', 'pengajian', 'pesantren'), 'y' => 0,
     'k' => 'pembinaan kepribadian', 'j' => array('Santri Lapas {K} Khatamkan Al-Qur\'an {M} Kali',
     'Ibadah Natal Bersama di Lapas {K} Berlangsung Khidmat', 'Lapas {K} & Kemenag Teken Kerja Sama Pembinaan Rohani',
     'Lomba Azan dan Hafalan Surat Pendek Meriahkan Ramadan di Lapas {K}'), 's' => array(
     'Kegiatan dilaksanakan di Masjid At-Taubah dan diikuti {N} santri.',
     'Pembinaan rohani bertujuan mempertebal iman serta menumbuhkan kesadaran untuk tidak mengulangi perbuatan yang melanggar hukum.',
     'Ustaz {O} dalam tausiahnya mengajak jemaah untuk bersabar dan memperbanyak istigfar.')),
 array('c' => 'Keamanan dan Ketertiban', 't' => array('tes urine', 'bnn', 'p4gn'), 'y' => 0, 'k' => 'tes urine',
     'j' => array('{N} Pegawai Lapas {K} Dites Urine, Semua Negatif', 'BNNK Tes Urine WBP Lapas {K} Secara Acak',
     'Komitmen Perangi Narkoba, Lapas {K} Tes Urine Mendadak'), 's' => array(
     'Pengambilan sampel dilakukan secara acak dan disaksikan langsung oleh petugas BNNK.',
     'Alat uji yang digunakan mampu mendeteksi enam parameter zat.',
     'Apabila ada yang positif, akan diproses sesuai dengan ketentuan yang berlaku.')),
 array('c' => 'Zona Integritas', 't' => array('wbk', 'wbbm', 'zona integritas', 'reformasi birokrasi'), 'y' => 2019,
     'k' => 'pencanangan pembangunan Zona Integritas', 'j' => array(
     'Lapas {K} Deklarasikan Janji Kinerja dan Zona Integritas', 'Menuju WBK/WBBM, Lapas {K} Benahi Layanan Publik',
     'Tim Penilai Internal Kunjungi Lapas {K}'), 's' => array(
     'Penandatanganan pakta integritas dilakukan oleh seluruh pejabat struktural dan disaksikan Ombudsman RI Perwakilan Provinsi.',
     'Enam area perubahan menjadi fokus, yakni manajemen perubahan, penataan tata laksana, penataan SDM, akuntabilitas, pengawasan, dan pelayanan publik.',
     'Survei kepuasan masyarakat menunjukkan nilai {N},{M} dari skala 100.')),
 array('c' => 'Kegiatan', 't' => array('upacara', 'hari besar'), 'y' => 0, 'k' => 'upacara bendera', 'j' => array(
     'Upacara Hari Bhakti Pemasyarakatan ke-{H} di Lapas {K} Berlangsung Khidmat',
     'Lapas {K} Gelar Upacara Hari Kesadaran Nasional', 'Porseni WBP Lapas {K} Resmi Ditutup',
     'Petugas Lapas {K} Donor Darah, {N} Kantong Terkumpul'), 's' => array(
     'Bertindak selaku inspektur upacara, {J} {O} membacakan amanat tertulis Menteri Hukum dan HAM.',
     'Upacara diikuti seluruh pegawai, regu pengamanan, serta perwakilan {W}.',
     'Rangkaian kegiatan ditutup dengan pemotongan tumpeng dan penyerahan hadiah.')),
 array('c' => 'Pelayanan Tahanan', 't' => array('kesehatan', 'tbc', 'penyuluhan'), 'y' => 0,
     'k' => 'pemeriksaan kesehatan', 'j' => array('Puskesmas Skrining TBC {N} WBP Lapas {K}',
     'Lapas {K} Beri Penyuluhan HIV/AIDS kepada Tahanan Baru', 'Jumat Sehat, Lapas {K} Senam Bersama',
     'Posbakum Beri Penyuluhan Hukum Gratis di Lapas {K}'), 's' => array(
     'Pemeriksaan meliputi tekanan darah, berat badan, gula darah, dan dahak bagi yang bergejala.',
     'Dari {N} orang yang diperiksa, {M} orang dirujuk untuk pemeriksaan lanjutan.',
     'Kegiatan ini merupakan tindak lanjut nota kesepahaman dengan Dinas Kesehatan.')),
 array('c' => 'Siaran Pers', 't' => array('siaran pers', 'klarifikasi'), 'y' => 0, 'k' => 'pemberian keterangan pers',
     'j' => array('SIARAN PERS: Tanggapan Lapas {K} atas Pemberitaan Media',
     'Kalapas {K} Bantah Isu Pungli: “Semua Layanan Gratis”',
     'Petugas Lapas {K} Gagalkan Penyelundupan Sabu di Dalam Nasi Bungkus',
     'Satu Narapidana Lapas {K} Meninggal di RSUD, Ini Penjelasannya'), 's' => array(
     'Barang bukti seberat {M},{P} gram diserahkan kepada Satresnarkoba Polres untuk pengembangan lebih lanjut.',
     'Masyarakat dapat menyampaikan pengaduan melalui nomor WhatsApp 0812-0000-{R}.',
     'Pihaknya memastikan tidak ada perlakuan istimewa bagi siapa pun di dalam lapas.',
     'Jenazah telah diserahkan kepada keluarga setelah administrasi diselesaikan.')),
 array('c' => 'Berita', 't' => array('kunjungan kerja', 'kanwil'), 'y' => 0, 'k' => 'kunjungan kerja', 'j' => array(
     'Kakanwil Tinjau Dapur dan Blok Hunian Lapas {K}', 'Kadivpas: Lapas {K} Harus Bebas dari Halinar',
     'Serah Terima Jabatan, {O} Pimpin Lapas {K}', 'Komisi III DPR RI Soroti Kelebihan Kapasitas Lapas {K}'),
     's' => array('Saat ini Lapas {K} dihuni {R} orang, sementara kapasitas ideal hanya {N} orang.',
     'Rombongan meninjau dapur, klinik, blok hunian, bengkel kerja, dan layanan terpadu satu pintu.',
     'Dalam arahannya, ia meminta jajaran menerapkan tiga kunci Pemasyarakatan Maju.')),
 array('c' => 'Pengumuman', 't' => array('pengumuman', 'lelang', 'cpns'), 'y' => 0, 'k' => 'pengumuman', 'j' => array(
     'Pengumuman Jadwal Kunjungan Hari Raya di Lapas {K}', 'Pengadaan Bahan Makanan Lapas {K} Tahun Anggaran {Y}',
     'Hasil Seleksi Administrasi Magang Lapas {K}'), 's' => array(
     'Pendaftaran kunjungan dibuka pukul 08.30 s.d. 11.00 WIB dengan membawa KTP/identitas asli.',
     'Seluruh biaya ditanggung negara; waspadai penipuan yang mengatasnamakan panitia.',
     'Nilai total HPS sebesar Rp{P}.{N}.000.000,00.')),
);
$lead = array('{A} {K2} Kelas IIB Contoh menggelar {KEG}, {HARI} ({TGL}).',
    'Sebagai bentuk komitmen menjaga situasi tetap kondusif, jajaran {A} {K2} Contoh melaksanakan {KEG} pada {HARI} ({TGL}).',
    'Bertempat di {TEMPAT}, {A} {K2} Contoh melaksanakan {KEG}, {HARI} ({TGL}) pukul 0{M}.30 WIB.',
    '{J} {O} memimpin langsung {KEG} di {A} {K2} Contoh, {HARI} ({TGL}).',
    'Sebanyak {N} {W} {A} {K2} Contoh mengikuti {KEG} yang digelar di {TEMPAT}, {HARI} ({TGL}).');
$kutip = array('“Kegiatan ini merupakan agenda rutin dan akan terus kami tingkatkan,” ujar {O}.',
    '“Kami berharap {W} dapat mengambil hikmah dan kelak kembali ke masyarakat sebagai pribadi yang lebih baik,” tutur {J} {O}.',
    'Menurut {O}, langkah tersebut sejalan dengan Resolusi Pemasyarakatan. “Tidak ada toleransi bagi petugas yang bermain-main dengan aturan,” tegasnya.',
    '{O} mengapresiasi dukungan semua pihak. "Tanpa sinergi, mustahil tugas berat ini dapat kami laksanakan," katanya.',
    'Salah seorang {W}, sebut saja AR ({N}), mengaku bersyukur. “Saya menyesal dan ingin segera berkumpul dengan keluarga,” ucapnya lirih.',
    '“Jangan sampai ada gangguan keamanan dan ketertiban,” pesan {J} {O} kepada anggota regu jaga.',
    'Sementara itu, {J} {O} menambahkan bahwa kegiatan serupa akan digelar setiap {M} bulan sekali.');
$isi = array('Kegiatan berlangsung aman, tertib, dan lancar hingga selesai pukul 1{M}.00 WIB.',
    'Turut hadir {J} {O}, perwakilan Polsek dan Koramil setempat, serta para pejabat struktural.',
    'Pelaksanaan kegiatan mengacu pada surat edaran Direktur Jenderal Pemasyarakatan Nomor PAS-{R}.PK.01.04.06 Tahun {Y}.',
    'Sebelum kegiatan dimulai, seluruh petugas mengikuti apel dan menerima pengarahan singkat.',
    'Lapas Kelas IIB Contoh terus berbenah meski menghadapi kelebihan kapasitas dan keterbatasan jumlah petugas.',
    'Di sela-sela kegiatan, rombongan berdialog langsung dengan {W} mengenai makanan, kesehatan, dan hak-hak mereka.',
    'Hal itu juga menjadi bagian dari upaya mewujudkan Back to Basics serta tiga kunci Pemasyarakatan Maju, yakni deteksi dini, berantas narkoba, dan sinergi dengan aparat penegak hukum.',
    'Setelah didata, seluruh peserta kembali ke blok masing-masing dengan pengawalan petugas.',
    'Ketua panitia, {O}, melaporkan bahwa kegiatan tahun ini diikuti {N} peserta, naik {M} persen dibanding tahun sebelumnya.',
    'Pemerintah daerah berjanji membantu penyediaan air bersih dan perbaikan saluran pembuangan.',
    'Masyarakat dipersilakan menyampaikan kritik dan saran melalui kotak pengaduan ataupun media sosial resmi.');
$tutup = array('Semoga kegiatan serupa dapat berkelanjutan dan membawa manfaat bagi semua.',
    'Acara diakhiri dengan doa dan foto bersama.',
    'Dengan demikian, Lapas Contoh siap mewujudkan layanan yang PASTI: Profesional, Akuntabel, Sinergi, Transparan, dan Inovatif.',
    'Hingga berita ini diturunkan, situasi di dalam lapas terpantau kondusif.');
$byline = array('(wes/zak)', '(zak)', '(wes/zak)', '(dew)', '<em>(Humas Lapas Contoh)</em>',
    '<strong>Penulis: Wesley S. | Editor: Zakaria H.</strong>', 'Kontributor: Lapas Contoh', '(Humas/prv)', '***',
    '[Rhm]', '');
$hari = array('Minggu', 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu');
$bulan = array(1 => 'Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober',
    'November', 'Desember');
$tempat = array('aula Lapas Contoh', 'lapangan dalam', 'Blok {B}', 'bengkel kerja', 'Masjid At-Taubah',
    'Gereja Oikumene lapas', 'halaman kantor', 'ruang kunjungan');
function fill($s, $ts)
{
    global $orang, $jab, $wbp, $hari, $bulan, $tempat, $kota;
    for ($i = 0; $i < 3; $i++) {
        $s = preg_replace_callback('/\{([A-Z0-9]+)\}/', function ($m) use (
            $ts,
            $orang,
            $jab,
            $wbp,
            $hari,
            $bulan,
            $tempat,
            $kota
) { switch ($m[1]) {
                case 'K':
                    return pick($kota);
                case 'K2':
                    return 'Kelas IIB';
                case 'N':
                    return mt_rand(11, 98);
                case 'M':
                    return mt_rand(2, 8);
                case 'R':
                    return mt_rand(101, 987);
                case 'P':
                    return mt_rand(2, 9);
                case 'H':
                    return mt_rand(54, 56);
                case 'B':
                    return pick(array('A', 'B', 'C', 'Mawar', 'Melati', 'Anggrek'));
                case 'O':
                    return pick($orang);
                case 'J':
                    return pick($jab);
                case 'W':
                    return pick($wbp); case 'A':
                                           return pick(array('Lapas',
                                                     'Lembaga Pemasyarakatan (Lapas)', 'Lembaga Pemasyarakatan'));
                case 'HARI':
                    return $hari[(int) date('w', $ts)]; case 'TGL':
                                                            return pick(array(date('j/n', $ts), date('d/m/Y',
                                                     $ts), date('j', $ts) . ' ' . $bulan[(int) date('n', $ts)] . ' ' . date('Y', $ts)));
                case 'TEMPAT':
                    return pick($tempat);
                case 'Y':
                    return date('Y', $ts);
}
      return $m[0];
        }, $s);
    }
    return str_replace('Kelas IIB Kelas IIB', 'Kelas IIB', $s);
}

/* ---- pictures ---- */
$pics = array();
function picture($ts, $n, $author)
{
    global $orang;
    $up = wp_upload_dir(date('Y/m', $ts));
    $name = pick(array('IMG-' . date('Ymd', $ts) . '-WA' . sprintf('%04d', $n), 'lapas-contoh-' . $n, 'DSC_' . (
      1000 + $n), 'WhatsApp-Image-' . date('Y-m-d', $ts) . '-at-' . $n)) . '.jpg';
    $f = $up['path'] . '/' . $name;
    $w = pick(array(1280, 1040, 1200, 640));
    $h = (int) ($w * pick(array(.5625, .6667, .75)));
    $im = imagecreatetruecolor($w, $h);
    for ($y = 0; $y < $h; $y += 8) {
        imagefilledrectangle($im, 0, $y, $w, $y + 8, imagecolorallocate($im, (
        $y * 255 / $h + $n * 7) % 256, ($n * 31) % 256, (255 - $y * 200 / $h + $n) % 256));
    }
    for ($i = 0; $i < 12; $i++) {
        imagefilledellipse($im, mt_rand(0, $w), mt_rand(0, $h), mt_rand(40, 200), mt_rand(40,
        200), imagecolorallocate($im, mt_rand(0, 255), mt_rand(0, 255), mt_rand(0, 255)));
    }
    imagestring($im, 5, 20, 20, "Lapas Contoh $n", imagecolorallocate($im, 255, 255, 255));
    imagejpeg($im, $f, 72);
    imagedestroy($im);
    $cap = fill(pick(array('Suasana kegiatan di Lapas Contoh. (Foto: Humas)', 'Foto: {O}/Humas Lapas Contoh',
      'Kalapas Contoh {O} saat memberikan arahan', 'Petugas memeriksa barang bawaan pengunjung, {HARI} ({TGL}).',
      '')), $ts);
    $id = wp_insert_attachment(array('post_mime_type' => 'image/jpeg', 'post_title' => pathinfo($name,
      PATHINFO_FILENAME), 'post_excerpt' => $cap, 'post_status' => 'inherit', 'post_author' => $author,
      'post_date' => date('Y-m-d H:i:s', $ts), 'guid' => $up['url'] . '/' . $name), $f);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $f));
    if (chance(.5)) {
        update_post_meta($id, '_wp_attachment_image_alt', 'Foto kegiatan Lapas Contoh ' . $n);
    }
    return array('id' => $id, 'url' => $up['url'] . '/' . $name, 'w' => $w, 'h' => $h, 'cap' => $cap,
      'large' => wp_get_attachment_image_url($id, 'large'));
}

/* ---- posts ---- */
$tz = new DateTimeZone('Asia/Jakarta');
date_default_timezone_set('UTC'); // dates below are site-local, as strings
$from = strtotime('2018-01-02');
$to = strtotime('2020-12-30');
$times = array();
for ($i = 0; $i < $N; $i++) {
    $d = $from + (int) (($to - $from) * pow(mt_rand() / mt_getrandmax(), .75));
    $d -= $d % 86400;
    if ((int) date('w', $d) % 6 == 0 && chance(.6)) {
        $d -= 2 * 86400;
    }
    $times[] = $d + (chance(.06) ? mt_rand(0, 6 * 3600) : mt_rand(7 * 3600, 22 * 3600));
}
sort($times);
$made = array();
$titles = array();
$npics = 0;
$wpdb->query('SET autocommit=0');
foreach ($times as $i => $ts) {
    do {
        $t = pick($topik);
    } while ($t['y'] && (int) date('Y', $ts) < $t['y']);
    $kelas = (int) date('Ymd', $ts) < 20190115; // block editor came with 5.0, December 2018
    $title = fill(pick($t['j']), $ts);
    if (isset($titles[$title]) && chance(.9)) {
        $title .= fill(pick(array(' pada {HARI}', ' Tahun {Y}',
        ' untuk Kali Ke-{M}', ' di {TEMPAT}', '')), $ts);
    }
    if (isset($titles[$title]) && chance(.97)) {
        $title .= fill(pick(array(' bersama {O}', ', {O} Beri Arahan',
        ' dalam Rangka Hari Jadi Kabupaten ke-{N}', ' Berlangsung di {TEMPAT}', ', {N} Orang Hadir', ' Tahap {M}',
        ' – Laporan {HARI} {TGL}')), $ts);
    }
    $titles[$title] = 1;
    $author = pick($authors);
    $date = pick(array('<strong>Contoh</strong> – ', 'CONTOH – ', '<strong>CONTOH, INFO_PAS</strong> – ',
      'Contoh, ' . date('d/m', $ts) . ' – ', 'CONTOH (' . date('j/n', $ts) . ') - ', '<b>Contoh,</b> ', '',
      '<strong>LAPASCONTOH.TEST | </strong>'));
    $P = array(array('p', $date . fill(pick($lead), $ts)));
    $P[0][1] = str_replace('{KEG}', $t['k'], $P[0][1]);
    $body = array_merge(some($t['s'], mt_rand(1, count($t['s']))), some($isi, mt_rand(1, 5)), some($kutip, mt_rand(1,
      3)));
    shuffle($body); // shuffle uses the seeded generator
    $para = '';
    foreach ($body as $b) {
        $para .= ($para ? ' ' : '') . fill($b, $ts);
        if (strlen($para) > mt_rand(120, 420)) {
            $P[] = array('p', $para);
            $para = '';
        }
    }
    if ($para) {
        $P[] = array('p', $para);
    }
    if (chance(.12)) {
        $ul = array();
        foreach (some($isi, 3) as $x) {
            $ul[] = fill($x, $ts);
        }
        array_splice($P, mt_rand(1, count($P)), 0, array(array('ul', $ul)));
    }
    if (chance(.08)) {
        array_splice($P, mt_rand(1, count($P)), 0, array(array('h', pick(array('Kronologi',
        'Apa Kata Kalapas?', 'Jadwal Layanan', 'Tindak Lanjut')))));
    }
    if (chance(.05)) {
        array_splice($P, mt_rand(1, count($P)), 0, array(array('q', fill(pick($kutip), $ts))));
    }
    if (chance(.04)) {
        array_splice($P, mt_rand(1, count($P)), 0, array(array('table', array(array('No', 'Nama Kegiatan',
        'Jumlah'), array('1', 'Remisi Umum I', mt_rand(50, 400)), array('2', 'Remisi Umum II', mt_rand(1, 9))))));
    }
    if (count($made) > 5 && chance(.35)) {
        $o = pick(array_slice($made, -200));
        $a = '<a href="' . $o['link'] . '">' . esc_html($o['title']) . '</a>';
        array_splice($P, mt_rand(1, count($P)), 0, array(array('p', pick(array('Baca juga: ' . $a,
        '<strong>Baca Juga : </strong>' . $a, '<strong>BACA JUGA: ' . $a . '</strong>', 'Baca juga:<br />' . $a)))));
    }
    if (count($made) > 5 && chance(.03)) {
        $o = pick($made);
        array_splice($P, mt_rand(1, count($P)), 0, array(array('embed', $o['link'])));
    }
    if (chance(.03)) {
        array_splice($P, mt_rand(1, count($P)), 0, array(array('html',
        '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper"><iframe width="560" height="315" src="https://www.youtube.com/embed/xxxxxxx'
        . $i . '" title="Video" allowfullscreen></iframe></div></figure>')));
    }
    $P[] = array('p', fill(pick($tutup), $ts) . (chance(.7) ? ' ' . pick($byline) : ''));
    if (chance(.25)) {
        $P[] = array('p', pick($byline) ?: '&nbsp;');
    }
    if (chance(.15)) {
        $P[] = array('p', '#LapasContoh #KumhamPASTI #PemasyarakatanMaju ' . ($kelas
        ? '' : '💪🇮🇩'));
    }
    $pic = null;
    if ($npics < $N * .25 && chance(.6)) {
        $pic = picture($ts - mt_rand(60, 3600), ++$npics, $author);
        $pics[] = $pic;
    } elseif ($pics) {
        $pic = pick($pics);
    }
    $inbody = $pic && chance(.35);
    $c = '';
    $bl = function ($name, $html, $att = '') use ($kelas) {
        return $kelas ? $html
        . "\n\n" : "<!-- wp:$name$att -->\n$html\n<!-- /wp:$name -->\n\n";
    };
    foreach ($P as $k => $p) {
        if ($p[0] == 'p') {
            $c .= $kelas ? $p[1] . "\n\n" : $bl('paragraph', '<p>' . $p[1] . '</p>');
        } elseif ($p[0] == 'ul') {
            $c .= $bl('list', '<ul><li>' . implode('</li><li>', $p[1]) . '</li></ul>');
        } elseif ($p[0] == 'h') {
            $c .= $bl('heading', '<h2>' . $p[1] . '</h2>');
        } elseif ($p[0] == 'q') {
            $c .= $bl('quote', '<blockquote class="wp-block-quote"><p>' . $p[1] . '</p></blockquote>');
        } elseif ($p[0] == 'table') {
            $r = '';
            foreach ($p[1] as $row) {
                $r .= '<tr><td>' . implode('</td><td>', $row) . '</td></tr>';
            }
            $c .= $bl('table', '<figure class="wp-block-table"><table><tbody>' . $r . '</tbody></table></figure>');
        } elseif ($p[0] == 'embed') {
            $c .= $kelas ? $p[1] . "\n\n" : "<!-- wp:embed {\"url\":\"{$p[1]}\",\"type\":\"wp-embed\"} -->\n<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\n{$p[1]}\n</div></figure>\n<!-- /wp:embed -->\n\n";
        } else {
            $c .= $bl('html', $p[1]);
        }
        if ($k == 0 && $inbody) {
            $c .= $kelas ? ($pic['cap'] ? '[caption id="attachment_' . $pic['id']
            . '" align="aligncenter" width="300"]<img class="size-medium wp-image-' . $pic['id'] . '" src="'
            . $pic['large'] . '" alt="" width="300" height="200" /> ' . $pic['cap']
            . '[/caption]' : '<img class="alignnone size-large wp-image-' . $pic['id'] . '" src="' . $pic['large']
            . '" alt="" />') . "\n\n"
            : "<!-- wp:image {\"id\":{$pic['id']},\"sizeSlug\":\"large\"} -->\n<figure class=\"wp-block-image size-large\"><img src=\"{$pic['large']}\" alt=\"\" class=\"wp-image-{$pic['id']}\"/>"
            . ($pic['cap'] ? "<figcaption>{$pic['cap']}</figcaption>" : '') . "</figure>\n<!-- /wp:image -->\n\n";
        }
        if ($k == 0 && $i % 15 == 3) {
            $c .= $kelas
            ? "<!--more-->\n\n" : "<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->\n\n";
        }
        if ($k == 2 && $i % 150 == 20) {
            $c .= $kelas
            ? "<!--nextpage-->\n\n" : "<!-- wp:nextpage -->\n<!--nextpage-->\n<!-- /wp:nextpage -->\n\n";
        }
    }
    if ($i % 40 == 11 && count($pics) > 4) {
        $c .= '[gallery ids="' . implode(',', wp_list_pluck(some($pics, 4), 'id'))
        . '"]' . "\n";
    }
    if ($i % 97 == 50) {
        $c = $pic ? '<p><img src="' . $pic['url'] . '" /></p>' : '';
    }            // picture-only posts
    $loc = date('Y-m-d H:i:s', $ts);
    $st = 'publish';
    $extra = array();
    if ($i % 30 == 7) {
        $st = 'draft';
    } elseif ($i % 60 == 17) {
        $st = 'private';
    } elseif ($i % 120 == 41) {
        $st = 'pending';
    }
    if ($i % 200 == 99) {
        $extra['post_password'] = 'rahasia';
    }
    if ($i % 300 == 150) {
        $title = '';
    }
    if ($i % 250 == 77) {
        $title = strtoupper($title) . ' &amp; "MARS" <em>PEMASYARAKATAN</em>';
    }
    $cl = array($cats[$t['c']]);
    if (chance(.4)) {
        $cl[] = $cats['Berita'];
    }
    if ($i % 110 == 5) {
        $cl = array($def);
    }
    $id = wp_insert_post(array('post_title' => $title, 'post_content' => trim($c), 'post_excerpt' => chance(.1) ? fill(
      pick($isi), $ts) : '', 'post_status' => $st, 'post_author' => $author, 'post_date' => $loc, 'post_date_gmt' => (
      new DateTime($loc, $tz))->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d H:i:s'),
    'post_category' => $cl, 'tags_input' => array_merge(chance(.8) ? some($t['t'], mt_rand(1, count(
        $t['t']))) : array(), chance(.3) ? array('lapas contoh') : array()), 'comment_status' => chance(.9)
        ? 'open' : 'closed') + $extra, true);
    if (is_wp_error($id)) {
        say($id->get_error_message());
        continue;
    }
    if ($pic && chance(.85)) {
        update_post_meta($id, '_thumbnail_id', $pic['id']);
    }
    if ($st == 'publish') {
        $made[] = array('id' => $id, 'title' => $title, 'link' => get_permalink($id), 'ts' => $ts);
    }
    if ($i % 200 == 199) {
        $wpdb->query('COMMIT');
        wp_cache_flush();
        say(($i + 1) . " posts, $npics pictures");
    }
}
$wpdb->query('COMMIT');
/* ---- what happens to posts later ---- */
$ct = array('edited' => 0, 'trashed' => 0, 'deleted' => 0, 'renamed' => 0, 'duplicated' => 0);
foreach ($made as $k => $m) {
    if ($k % 11 == 4) { // edited later, some long after
        $late = $m['ts'] + pick(array(1800, 7200, 86400, 5 * 86400, 200 * 86400));
        $p = get_post($m['id']);
        $add = "\n\n<p>" . ($k % 2
        ? 'Catatan redaksi: berita ini telah diperbarui.' : 'RALAT: jumlah peserta yang benar adalah ' . mt_rand(20,
        90) . ' orang.') . '</p>';
        $l = date('Y-m-d H:i:s', $late);
        $g = (new DateTime($l, $tz))->setTimezone(new DateTimeZone('UTC'))->format('Y-m-d H:i:s');
        wp_save_post_revision($m['id']);
        wp_update_post(wp_slash(array('ID' => $m['id'], 'post_content' => $p->post_content . $add)));
        $wpdb->update($wpdb->posts, array('post_modified' => $l, 'post_modified_gmt' => $g), array('ID' => $m['id']));
        $ct['edited']++;
    } elseif ($k % 80 == 33) {
        wp_trash_post($m['id']);
        $ct['trashed']++;
    } elseif ($k % 90 == 44) {
        wp_delete_post($m['id'], true);
        $ct['deleted']++;
    } elseif ($k % 100 == 55) {
        $p = get_post($m['id']);
        wp_update_post(array('ID' => $m['id'], 'post_name' => $p->post_name . '-baru'));
        $wpdb->update($wpdb->posts, array('post_modified' => $p->post_modified,
        'post_modified_gmt' => $p->post_modified_gmt), array('ID' => $m['id']));
        $ct['renamed']++;
    } // old slug answers 301
    elseif ($k % 120 == 66) {
        $p = get_post($m['id'], ARRAY_A);
        $loc = date('Y-m-d H:i:s', $m['ts'] + 600);
        wp_insert_post(wp_slash(array('post_title' => $p['post_title'], 'post_content' => $p['post_content'],
        'post_status' => 'publish', 'post_author' => $p['post_author'], 'post_date' => $loc,
        'post_date_gmt' => get_gmt_from_date($loc), 'post_category' => array($cats['Berita']))));
        $ct['duplicated']++;
    }
}
stick_post($made[count($made) - 40]['id']);
wp_insert_post(array('post_title' => 'Agenda Tahun Depan Lapas Contoh', 'post_content' => '<p>Terjadwal.</p>',
    'post_status' => 'future', 'post_author' => 1, 'post_date' => date('Y-m-d H:i:s', time() + 30 * 86400)));
say('later changes: ' . json_encode($ct));
/* ---- pages ---- */
$parent = array();
$n = 0;
foreach (
    array('Profil' => 0, 'Sejarah' => 'Profil', 'Visi dan Misi' => 'Profil', 'Struktur Organisasi' => 'Profil',
    'Tugas Pokok dan Fungsi' => 'Profil', 'Pejabat Struktural' => 'Profil', 'Layanan' => 0,
    'Layanan Kunjungan' => 'Layanan', 'Titipan Barang dan Uang' => 'Layanan', 'Integrasi (PB, CB, CMB)' => 'Layanan',
    'Layanan Pengaduan' => 'Layanan', 'Informasi Publik' => 0, 'PPID' => 'Informasi Publik',
    'Laporan Kinerja' => 'Informasi Publik', 'LHKPN' => 'Informasi Publik', 'Data Penghuni' => 'Informasi Publik',
    'Kontak' => 0, 'Galeri Foto' => 0, 'Peta Situs' => 0, 'Kebijakan Privasi' => 0) as $t => $p
) {
    $c = '';
    foreach (some($isi, 4) as $x) {
        $c .= "<!-- wp:paragraph -->\n<p>" . fill($x, strtotime('2018-01-01'))
        . "</p>\n<!-- /wp:paragraph -->\n";
    }
    $parent[$t] = wp_insert_post(array('post_type' => 'page', 'post_title' => $t, 'post_content' => $c,
      'post_status' => 'publish', 'post_author' => 1, 'post_date' => '2018-01-01 08:00:00',
      'post_date_gmt' => '2018-01-01 01:00:00', 'post_parent' => $p ? $parent[$p] : 0, 'menu_order' => $n++,
      'comment_status' => 'closed'));
}
foreach (array('hello-world', 'halo-dunia') as $s) {
    if ($h = get_page_by_path($s, OBJECT, 'post')) {
        wp_delete_post(
        $h->ID, true);
    }
}
foreach (
    get_posts(array('post_type' => array('post', 'page'), 'post_status' => 'any', 'numberposts' => 5,
    'date_query' => array(array('year' => (int) date('Y')))), ) as $h
) {
    if (
        $h->post_status != 'future'
    ) {
        wp_delete_post($h->ID, true);
    }
}
/* ---- comments ---- */
$kom = array('Mantap, sukses selalu Lapas Contoh!', 'Semoga warga binaan menjadi lebih baik 🙏',
    'Kapan jadwal kunjungan dibuka kembali min?', 'Terima kasih informasinya.', 'Luar biasa pak Kalapas',
    'Bagaimana cara mengurus PB?', 'Baca juga berita kami di <a href="http://situs-lain.test/">situs lain</a>',
    'Tolong ditindaklanjuti laporan saya.');
$nc = 0;
foreach ($made as $k => $m) {
    if (get_post_status($m['id']) != 'publish' || !chance(.35)) {
        continue;
    }
    $prev = 0;
    for ($j = mt_rand(1, 4); $j > 0; $j--) {
        $ts = $m['ts'] + mt_rand(600, 20 * 86400);
        $l = date('Y-m-d H:i:s', $ts);
        $cid = wp_insert_comment(array('comment_post_ID' => $m['id'], 'comment_author' => pick($orang),
        'comment_author_email' => 'pembaca' . mt_rand(1, 99) . '@contoh.test', 'comment_author_url' => chance(.2)
        ? 'http://blog-pembaca.test/' : '', 'comment_content' => pick($kom), 'comment_approved' => chance(.9)
        ? 1 : pick(array('0', 'spam')), 'comment_date' => $l, 'comment_date_gmt' => date('Y-m-d H:i:s',
        $ts - 7 * 3600), 'comment_parent' => chance(.3) ? $prev : 0));
        $prev = $cid;
        $nc++;
    }
}
wp_defer_comment_counting(false);
wp_defer_term_counting(false);
$wpdb->query('COMMIT');
$wpdb->query('SET autocommit=1');
foreach (array('category', 'post_tag') as $tax) {
    wp_update_term_count_now(get_terms(array('taxonomy' => $tax,
    'hide_empty' => false, 'fields' => 'tt_ids')), $tax);
}
flush_rewrite_rules(true);
$c = wp_count_posts();
say("comments $nc, pictures $npics; posts by status: " . json_encode($c) . '; pages ' . wp_count_posts(
    'page')->publish);
say(sprintf('seeded %d posts', array_sum((array) $c)));
