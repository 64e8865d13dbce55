<?php

/* Lab switches, set with "wordpress.sh ctl mode NAME on|off". All off: WordPress as packaged.
   Debian's id_ID catalogue is of 2011 and lacks the theme strings, so the commonest are given here. */
$lab_modes = (array) get_option('lab_modes', array());
add_filter('gettext', function ($t, $s) {
    static $m = array('Published %s' => 'Diterbitkan %s','By %s' => 'Oleh %s',
      'Categorized as %s' => 'Dikategorikan sebagai %s','Tagged %s' => 'Ditandai %s',
    'Leave a Reply' => 'Tinggalkan Balasan','Next post' => 'Pos berikutnya','Previous post' => 'Pos sebelumnya',
        'Next' => 'Berikutnya','Previous' => 'Sebelumnya','Older posts' => 'Pos-pos lama','Newer posts' => 'Pos-pos baru',
    'Read more' => 'Baca selengkapnya','Continue reading' => 'Lanjutkan membaca','Search' => 'Cari',
        'Search &hellip;' => 'Cari &hellip;','Recent Posts' => 'Pos-pos Terbaru','Recent Comments' => 'Komentar Terbaru',
        'Archives' => 'Arsip','Categories' => 'Kategori','Page not found' => 'Laman tidak ditemukan');
    return $t === $s && isset($m[$s]) ? $m[$s] : $t;
}, 10, 2);
/* rest_off: what security plugins do on many sites */
if (!empty($lab_modes['rest_off'])) {
    add_filter('rest_authentication_errors', function ($r) {
        return $r ?: new WP_Error('rest_cannot_access', 'Only authenticated users can access the REST API.', array(
          'status' => 401));
    });
}
/* sitemap_off: as when a SEO plugin or theme switches the core sitemap off */
if (!empty($lab_modes['sitemap_off'])) {
    add_filter('wp_sitemaps_enabled', '__return_false');
}
/* sitemap_short: a sitemap that names the posts of one year alone */
if (!empty($lab_modes['sitemap_short'])) {
    add_filter('wp_sitemaps_posts_query_args', function ($query) {
        return array('year' => 2018) + $query;
    });
}
/* feed_off: feeds switched off */
if (!empty($lab_modes['feed_off'])) {
    foreach (
        array('do_feed','do_feed_rdf','do_feed_rss','do_feed_rss2',
        'do_feed_atom') as $h
    ) {
        add_action($h, function () {
            wp_die('Feed dinonaktifkan.', '', array('response' => 403));
        }, 1);
    }
}
/* undated: as in the newest block themes, a post's page prints the dates of other posts, and not its own */
if (!empty($lab_modes['undated'])) {
    add_filter('render_block_core/post-date', function ($html, $block, $instance) {
        return is_single() && $instance->context['postId'] == get_queried_object_id() ? '' : $html;
    }, 10, 3);
    add_filter('render_block_core/post-content', function ($html) {
        return $html . do_blocks('<!-- wp:heading --><h2>Pos lain</h2><!-- /wp:heading -->'
          . '<!-- wp:query {"query":{"perPage":4,"postType":"post","inherit":false}} --><div class="wp-block-query">'
          . '<!-- wp:post-template --><!-- wp:post-title {"isLink":true} /--><!-- wp:post-date /-->'
          . '<!-- /wp:post-template --></div><!-- /wp:query -->');
    });
}
/* noindex is the core setting blog_public=0: see ctl.php */
