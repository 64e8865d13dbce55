<?php

/*
 * What an editor does to the live site, for "wordpress.sh ctl COMMAND" (Debian 12 has no wp-cli).
 *
 *   publish TITLE [HTML] [CATEGORY]     edit ID HTML-to-append     title ID TITLE     slug ID NEW
 *   trash ID     untrash ID     delete ID     status ID draft|private|publish     password ID WORD
 *   stick ID     redate ID 'YYYY-MM-DD HH:MM:SS'     comment ID TEXT
 *   mode rest_off|sitemap_off|sitemap_short|feed_off|undated on|off     maintenance on|off     noindex on|off
 *   permalinks STRUCTURE     perpage N     feed full|excerpt     theme NAME
 *   counts     oldslug     truth
 */
$u = parse_url(trim(file_get_contents(__DIR__ . '/site_url')));
$_SERVER += array('HTTP_HOST' => $u['host'] . (isset($u['port']) ? ':' . $u['port'] : ''),
    'SERVER_NAME' => $u['host'], 'REQUEST_URI' => '/', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_METHOD' => 'GET',
    'REMOTE_ADDR' => '127.0.0.1');
array_shift($argv);
$cmd = $argv[0] ?? 'counts';
$a = $argv[1] ?? '';
$b = $argv[2] ?? '';
$d = $argv[3] ?? '';
if ($cmd == 'maintenance') {
    $f = getcwd() . '/.maintenance';
    if ($a == 'on') {
        file_put_contents($f, '<?php $upgrading = time();');
    } else {
        @unlink($f);
    }
    exit("maintenance $a\n");
}  // lasts 10 minutes, as in the core
require getcwd() . '/wp-load.php';
wp_set_current_user(1);
kses_remove_filters();
global $wpdb, $wp_rewrite;
switch ($cmd) {
    case 'publish':
        $cat = $d ? get_cat_ID($d) : 0;
        $id = wp_insert_post(wp_slash(array('post_title' => $a, 'post_content' => $b
        ?: '<p>CONTOH – Isi berita uji. (wes/zak)</p>', 'post_status' => 'publish', 'post_author' => 1,
        'post_category' => $cat ? array($cat) : array())), true);
        echo is_wp_error($id) ? $id->get_error_message() : $id . ' ' . get_permalink($id), "\n";
        break;
    case 'edit':
        $p = get_post($a);
        wp_update_post(wp_slash(array('ID' => $a, 'post_content' => $p->post_content . "\n\n" . $b)));
        echo get_permalink($a), ' modified ', get_post($a)->post_modified_gmt, "Z\n";
        break;
    case 'title':
        wp_update_post(wp_slash(array('ID' => $a, 'post_title' => $b)));
        echo get_permalink($a), "\n";
        break;
    case 'slug':
        $o = get_permalink($a);
        wp_update_post(array('ID' => $a, 'post_name' => $b));
        echo "$o -> ", get_permalink($a), "\n";
        break;
    case 'trash':
        $o = get_permalink($a);
        wp_trash_post($a);
        echo "trashed $o\n";
        break;
    case 'untrash':
        wp_untrash_post($a);
        wp_publish_post($a);
        echo get_permalink($a), "\n";
        break;
    case 'delete':
        $o = get_permalink($a);
        wp_delete_post($a, true);
        echo "deleted $o\n";
        break;
    case 'status':
        wp_update_post(array('ID' => $a, 'post_status' => $b));
        echo get_post_status($a), "\n";
        break;
    case 'password':
        wp_update_post(array('ID' => $a, 'post_password' => $b));
        echo get_permalink($a), "\n";
        break;
    case 'stick':
        stick_post($a);
        echo "sticky\n";
        break;
    case 'redate':
        wp_update_post(array('ID' => $a, 'post_date' => $b, 'post_date_gmt' => get_gmt_from_date($b),
        'edit_date' => true));
        echo get_permalink($a), "\n";
        break;
    case 'comment':
        echo wp_insert_comment(array('comment_post_ID' => $a, 'comment_author' => 'Pembaca',
        'comment_content' => $b, 'comment_approved' => 1)), "\n";
        break;
    case 'mode':
        $m = (array) get_option('lab_modes', array());
        $m[$a] = $b == 'on';
        update_option('lab_modes', array_filter($m));
        echo json_encode(array_filter($m)), "\n";
        break;
    case 'noindex':
        update_option('blog_public', $a == 'on' ? 0 : 1);
        echo "blog_public ", get_option('blog_public'), "\n";
        break;
    case 'permalinks':
        $wp_rewrite->set_permalink_structure($a);
        flush_rewrite_rules(true);
        echo "permalinks $a\n";
        break;
    case 'perpage':
        update_option('posts_per_page', (int) $a);
        update_option('posts_per_rss', (int) $a);
        break;
    case 'feed':
        update_option('rss_use_excerpt', $a == 'excerpt' ? 1 : 0);
        break;
    case 'theme':
        switch_theme($a);
        echo get_stylesheet(), "\n";
        break;
    case 'oldslug':
        foreach (
            $wpdb->get_results(
                "select post_id,meta_value from wp_postmeta where meta_key='_wp_old_slug'"
            ) as $r
        ) {
            echo $r->post_id, ' ',
            $r->meta_value, ' -> ', get_permalink($r->post_id), "\n";
        }
        break;
    case 'truth': // one JSON line per post of any status: the answers a crawl is checked against
        $rows = $wpdb->get_results(
            "select ID, post_status, post_password, post_date_gmt, post_modified_gmt, post_title, post_type,"
            . " post_content"
            . " from wp_posts where post_type in ('post', 'page') order by ID"
        );
        foreach ($rows as $r) {
            $answer = array(
                'id' => (int) $r->ID,
                'type' => $r->post_type,
                'status' => $r->post_status,
                'password' => $r->post_password !== '',
                'url' => $r->post_status == 'publish' ? get_permalink($r->ID) : null,
                'date_gmt' => $r->post_date_gmt,
                'modified_gmt' => $r->post_modified_gmt,
                'title' => $r->post_title,
                'content' => $r->post_content,
            );
            echo wp_json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), "\n";
        }
        break;
    default:
        foreach (array('post', 'page', 'attachment') as $t) {
            echo $t, ' ', json_encode(array_filter(
                (array) wp_count_posts($t)
            )), "\n";
        }
}
