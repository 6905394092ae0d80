<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>BulkText</name>
    <message>
        <source>%1 changed since the preview and left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 already deleted by somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left alone because the new name exists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 refused by the cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of which nobody knows yet: no answer came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 not touched yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 made since the preview and left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>; </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 duplicated.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 renamed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of these the answer for %1 was lost; reading shows that they are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another bulk operation is under way; this one can start when it has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier bulk operation did not come to an end (%1). Starting this one lets go of what is left of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 key(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>All keys that start with “%1”, and no others: neither the key “%2” nor, say, “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleting %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicating %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renaming %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Waiting for the cluster: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Stopping…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done, because not all of it could be: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was done stays done. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It did not come to an end: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since the preview, left alone:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already deleted by somebody else:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left alone, because the new name exists:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused by the cluster:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Opens this cluster: http://host:port, https://host:port, host:port or host. May be given several times, or once with commas, for the members of one cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows only keys that begin with this, as they are shown (\xNN for other bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selects this key, as it is shown (\xNN for other bytes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to speak with the cluster: auto, grpc or gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts a private etcd with sample data and opens it; it ends with the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks: system, light or dark.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a picture of the window to this file when it is loaded, and ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size of the window, such as 1280x800.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes times and gaps of the event loop to this file, a JSON object a line, and ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long to go on measuring once the keys are live.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the directory with this prefix. May be given several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows this text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 %2: %3</source>
        <comment>an option, its value, what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has an unknown escape; a backslash is \\</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--endpoint: %1</source>
        <comment>what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--playground cannot be used together with --endpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be auto, grpc or gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be system, light or dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be two numbers such as 1280x800</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--screenshot needs the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--measure needs the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--screenshot cannot be used together with --measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a number from 0 to 86400</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 needs --endpoint or --playground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Native desktop browser and admin program for etcd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2
Try &apos;%1 --help&apos;.
</source>
        <comment>program, what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unexpected argument: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which keys to read: everything, or on-demand (a directory when it is opened; for slow links and very large clusters).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be everything or on-demand</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DiffRows</name>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no line ending at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lines %1 → %2</source>
        <comment>line numbers before and after</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 more not shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The difference goes on; only its first %1 lines are shown.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorText</name>
    <message>
        <source>The cluster cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster wants a user name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user has no right to do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This revision has been compacted away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has used up its space and takes no writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has no leader or is not ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This server does not know the call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is larger than the cluster allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s answer was not understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is read-only; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request could not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and whether a member is running there; it is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the certificates of the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it stays so, look at the load of the cluster and the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an administrator of the cluster for a role with this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again to see the newest revision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact, defragment and then disarm the NOSPACE alarm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for an election, or check whether a majority of the members is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the value smaller, or raise --max-request-bytes of the members.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the address is the client address of an etcd member.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the session to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what happened, the technical words for it</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two units of time: 3 min 20 s</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>date and time with the zone, and the zone&apos;s name</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyText</name>
    <message>
        <source>A key has at least one byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no escape: a backslash is written \\, any byte \x00 to \xff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a request of %1. A server refuses more than %2 unless it was started with a larger --max-request-bytes. It can be tried: when it is refused, nothing is written and your edit is kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyTreeAccessible</name>
    <message>
        <source>level %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysAccess</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LineRow</name>
    <message>
        <source>[… %1 …]</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OperationText</name>
    <message>
        <source>not reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>exists already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compacted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unavailable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused: read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may have been sent; no answer came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was answered by the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a fact, the fact</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gRPC status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchWords</name>
    <message>
        <source>searching… %1 of %2 loaded keys so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of %1 loaded keys matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 loaded keys match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 loaded keys match, best %3 shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 loaded keys match, first %3 shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searched %1 of %2 keys: not everything is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything is loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: the expression took too long for %1 keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key is not decided: the expression took too long for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys are not decided: the expression took too long for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not be searched. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys that start with “%3” were read at revision %4, then: %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading from the server… %1 of %2 keys that start with “%3”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking the server for keys that start with “%1”…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the server answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key starts with “%1” on the server at revision %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys start with “%2” on the server at revision %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first %1 of %2 keys that start with “%3” on the server at revision %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No loaded key matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not be searched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has no such key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was not asked to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped before the server answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key started with “%1” at revision %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” matches none of the loaded keys. Keys searched: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others may match.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionSummary</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, stale for %2</source>
        <comment>a state, how long the rows have not been known to be true</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live at r %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, no heartbeat</source>
        <comment>live at a revision</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, no leader</source>
        <comment>live at a revision</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has no leader: it can be read, but takes no writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped at r %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading %1</source>
        <comment>n of total</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparing %1</source>
        <comment>n of total</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>comparing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (leader)</source>
        <comment>an endpoint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (follower)</source>
        <comment>an endpoint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not connected, trying again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThreeWay</name>
    <message>
        <source>Only the first %1 lines are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines that are the same in all three: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::AboutDialog</name>
    <message>
        <source>About Etcdscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1
Qt %2
TLS: %3
%4

Browse, watch and edit the keys of etcd clusters.
Free software under the Apache License 2.0.
Talks to your clusters and to nobody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not available</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ActionRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Not available: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::Application</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No screenshot: the window was not ready within 30 seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No screenshot: %1 cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::BulkRunView</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that were left alone, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>what is done, where</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on; what became of it is said here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made since the preview, left alone:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::CodeEditor</name>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tab leaves the editor. Ctrl+M makes Tab write a tab. Ctrl+F finds.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::CommandPalette</name>
    <message>
        <source>No action has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type to find an action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Actions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (not available now)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (not available: %2)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ConflictSheet</name>
    <message>
        <source>Back to the Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge by Hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take Both Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps your text in the editor, now on top of theirs: the next save shows the difference to theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts your changes and theirs together in the editor, to be looked at and saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else deleted the key after revision %1, from which your edit started. Nothing was written; your edit is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else created the key meanwhile, at revision %1. Nothing was written; your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed the key: your edit started from revision %1, the cluster has %2 now. Nothing was written; your edit is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let It Be Deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts your edit aside; it can be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs, revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs: deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click Again to Overwrite Revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create It Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overwrite Theirs…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ConflictView</name>
    <message>
        <source>Alt+Down and Alt+Up go from change to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conflict: the changes do not touch each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflicts (!): %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 Changed (*): %2 mine, %3 theirs. The same by both (=): %4.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ConnectingPage</name>
    <message>
        <source>&amp;Stop trying</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop trying to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been tried yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last attempt failed. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding out how the cluster is spoken to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Retry now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent to %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::DeleteSheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first keys that are deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1 from %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys could not be read, so nothing can be deleted yet. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1 from %2?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the name of the directory, or the number of keys (%1):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the number of keys (%1):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than the journal of this session can keep. What is deleted cannot be brought back from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is there any more at revision %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of revision %1. Keys that somebody changes or creates after it are left alone, and named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 belong to a lease; the leases stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys and values (%1) are kept in the journal of this session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes several steps; others can see it half done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It happens all at once, unless somebody writes meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1 in %2… %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::DiffView</name>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Down and Alt+Up go from change to change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 are the same, byte for byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes: −%1 (%2), +%3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines: −%1 (%2), +%3 (%4)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Large: not every common line was looked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::FilterField</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::FindBar</name>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match upper and lower case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous match (Shift+F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next match (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the find bar (Escape)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::GoToField</name>
    <message>
        <source>Go to exact key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to exact key (Ctrl+L)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::HexView</name>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy as Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as Te&amp;xt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Insert Instead of Overwrite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes in hexadecimal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Left and Ctrl+Right change between digits and text, Insert between overwriting and inserting, Tab leaves the view.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyActions</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Revert the Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to Exact Key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New Key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Key &amp;Here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy &amp;Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As etcdctl &amp;get</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As etcdctl &amp;put</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As etcdctl &amp;del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Expand All Below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;ollapse All Below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the Keys &amp;Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Value as &amp;Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Value as &amp;JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Value as He&amp;x</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is selected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a directory, not a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key has a NUL byte, which no command line can carry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is for directories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy Co&amp;mmand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>D&amp;uplicate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read &amp;Directories Only When Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Load Value from File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sa&amp;ve Value to File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;Next in Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find &amp;Previous in Value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyBrowser</name>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys could not be read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading was stopped before the first key came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cluster holds no key yet. New ones appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no keys here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key starts with “%1”, to which this session is limited. New ones appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the Search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyCopier</name>
    <message>
        <source>Key copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key copied with escapes: it is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value copied, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value copied as hexadecimal, %1: it is not text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was copied. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was copied: the key does not exist any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was copied: no command line can carry a NUL byte</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyHeader</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>version %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>created r %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modified r %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version %1: written so often since it was created</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created at revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modified at revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lease %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lease %1 (hexadecimal): the key goes when it expires</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no lease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>value %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyLabel</name>
    <message>
        <source>Key %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy Key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyMessages</name>
    <message>
        <source>Changed at revision %1 by somebody else. Your edit, based on revision %2, is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted by somebody else. Your edit is kept and can create the key again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put My Edit Aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save Again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key could not be read since, or does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is unchanged so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key holds revision %1 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came to the write, so it may have happened. %1 Writing again is safe, because it compares with revision %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your edit was put aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring It Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted: somebody else wrote revision %1 meanwhile. It is shown now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else deleted the key already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyPage</name>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the value…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key was deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is gone at revision %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create It Again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has no key of exactly these bytes at revision %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create It…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else wrote revision %1; it is shown now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted at revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved at revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 byte changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, unsaved, a new key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, unsaved, based on revision %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being looked at before it is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no value in the editor.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyPanel</name>
    <message>
        <source>1 key starts with these bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys start with these bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Key Here…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a key on the left, or go to an exact one with Ctrl+L.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New Key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a bulk operation, how far it is</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyTreeDelegate</name>
    <message>
        <source>directory with 1 key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>directory with %1 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has an unsaved edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was deleted a moment ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed a moment ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on lease %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeyTreeView</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeysWorkspace</name>
    <message>
        <source>%1 (%2)</source>
        <comment>cluster, endpoint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all was expanded: there are too many keys below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created at revision %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete 1 key in %1?

%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is at revision %1 and holds %2. If somebody changes it meanwhile, nothing is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your unsaved edit of it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written at revision %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not written, somebody else changed it: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A write did not go through; open the key to see why: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LoadLine</name>
    <message>
        <source>Keys loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys at revision %2, not live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at revision %3: loading was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at revision %3; the connection was lost, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying again to read the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at revision %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys at revision %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys as of revision %2, %3 old; reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading again: %1 of %2 keys at revision %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys; reading again was interrupted, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys, not live: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, gap bridged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed after revision %1 up to %2 was compacted before it was seen; the keys were listed again and compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys read at revision %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading “%1”: %2 keys so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the top</source>
        <comment>of the tree of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys read at revision %3, not live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be read; open it again to try again: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LogFilterModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a call to an endpoint</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LogPanel</name>
    <message>
        <source>Show &amp;heartbeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show heartbeats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls by which the program sees every few seconds that the cluster is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a call to see all of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as &amp;etcdctl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all calls that have ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no call is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the log keeps no values and no ends of ranges</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LogWorkspace</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::MainWindow</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open Endpoint…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;Playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous Tab</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme of the &amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command &amp;Palette</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Etcdscope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a session and its state</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close %1</source>
        <comment>a tab</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 - Etcdscope</source>
        <comment>a session</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) with unsaved changes in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are lost when you go on. Nothing of them has been written to the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard Changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::MessageBar</name>
    <message>
        <source>Close this message (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Information: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::NewKeyPage</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Create in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any text; bytes that cannot be typed as \x00 to \xff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id of a lease, hexadecimal as etcdctl prints it. The key goes when it expires.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lease:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no lease: it is a hexadecimal number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key exists already, at revision %1. Nothing was written; your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key was made and deleted meanwhile. Nothing was written; your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the Existing Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came, so the key may have been made. Creating again is safe: it never writes over a key that exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Load Value from File…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::PlaygroundLauncher</name>
    <message>
        <source>There is no etcd on this computer to start a playground with. Install it (on Debian and Ubuntu: the package etcd-server), or put the program etcd on PATH, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample data could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The playground&apos;s etcd has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The playground could not be started.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::RenameSheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first keys and their new names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into the &amp;directory:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys could not be read, so nothing can be done yet. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is more than the journal of this session can keep: it cannot be taken back from here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the name it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is where they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the new names exist could not be looked up. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1 (%2) in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate %1 (%2) in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These new names exist:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All in order:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key is there any more at revision %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of revision %1. Keys that somebody changes after it are left alone, and named; no key is ever written over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keep their lease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It happens all at once, or not at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking whether the new names exist…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Leave out %1 whose new names exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It takes %n step(s): &amp;others can see it half done</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>It takes many steps: &amp;others can see it half done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys are being looked at.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of the new names exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of the new names exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It takes several steps, which has to be agreed to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another bulk operation is under way.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ResultList</name>
    <message>
        <source>Keys that were found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::SaveSheet</name>
    <message>
        <source>Back to the Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is what changes: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::SearchBar</name>
    <message>
        <source>Search the loaded keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search loaded keys (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aa</source>
        <comment>sign on a button: match case</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper and lower case count as different</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.*</source>
        <comment>sign on a button: regular expression</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is typed is a regular expression (Perl&apos;s). A key is its UTF-8 text; bytes that are none are written \x80 to \xff.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≈</source>
        <comment>sign on a button: fuzzy search</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fuzzy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The typed characters in this order, with anything between; the best match first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a mode, what it does</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the loaded keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what matches among the loaded keys again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a regular expression: %1 (at character %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is listed still matches the expression before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the Server for Prefix “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads the keys that start with exactly these bytes, at most %1 of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read Again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::SessionView</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log &amp;Below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history from revision %1 to %2 was compacted while this session was away. The keys were listed again and compared; what happened in between cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This endpoint answers with another history than before: another cluster, or one restored from a backup. The keys were read anew. Unsaved edits are kept, but they started from keys of the former history: compare before saving.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ShortcutSheet</name>
    <message>
        <source>Shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Action</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::StartPage</name>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the &amp;playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client address of an etcd member, or several with commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel starting the playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the playground</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a cluster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse, watch and edit the keys of an etcd cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Just look around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts an etcd of its own on this computer with sample data, and removes it again when its tab is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A host, host:port or URL; several members of one cluster with commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be opened: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::StatusLine</name>
    <message>
        <source>State of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoint in use: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spoken to the cluster: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loaded: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the last heartbeat: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ValueBar</name>
    <message>
        <source>Edit as Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the value as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The formatted view is for reading. Editing changes the very bytes of the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What else can be done with the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the value as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>binary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detected: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>detected: %1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the beginning of this large value was looked at.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ValueEditor</name>
    <message>
        <source>Value as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value as formatted JSON, read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being laid out…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>loading %1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ValueFiles</name>
    <message>
        <source>Load the Value from a File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded: %1 is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded: %1 has %2, and a value is loaded up to %3. No etcd takes that much in one request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded: %1 could not be read. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was loaded: the value is being written just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is the same as the value, byte for byte.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value is now that of %1, %2. Nothing is saved yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the Value to a File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved to %1: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value was not saved to %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading %1: %2 of %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ValueFinder</name>
    <message>
        <source>Find in the value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find bytes: text, or \x00 to \xff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No match</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ValueNote</name>
    <message>
        <source>it ends too early</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a value is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name in quotation marks is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colon is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a comma or a closing bracket is expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something follows after the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is a control character inside a string</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an escape is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a byte is not UTF-8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is nested too deep to be laid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laid out it would be too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laid out this is too large to be shown: only its beginning is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit as Hex</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save to File…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not valid JSON: in line %1, column %2 %3. It is shown as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too large to edit as text: the beginning of %1 is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than %1 lines are too many to edit as text: the beginning of %2 is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte %1 is not UTF-8: as text this value can be looked at, not edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lines end in different ways (from byte %1 on), which an edit as text would level: it can be looked at here, not edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Byte %1 begins a character that a text editor keeps for itself: it can be looked at here, not edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasting %1 is too much for the text viewer. Nothing was pasted; a file can be loaded instead.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::WorkspaceRail</name>
    <message>
        <source>Workspaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Not available: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
