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
    <message>
        <source>%1 keys and directories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 directories</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>keys and directories</comment>
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
    <message>
        <source>Opens the connection that is kept under this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows only keys that begin with this, as they are shown (\xNN for other bytes). May be given several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--profile needs the name of a connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--profile cannot be used together with --endpoint or --playground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only one link can be opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link cannot be used together with --endpoint, --playground, --screenshot or --measure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>etcd://host:port/key, or etcds:// for TLS: asks, then opens it read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which API to speak: v3, v2, or auto for those that the cluster offers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path of the cluster behind a proxy, such as /etcd; for everything but gRPC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stands in place of /v2 in the paths of the v2 API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must begin with a slash and not end in one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be auto, v3 or v2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--version-prefix is for the v2 API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --measure: types this into the search, key stroke by key stroke.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With --measure: opens this directory, scrolls and selects in it, and meanwhile writes keys of its own beside those that are there and removes them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--%1 needs --measure.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionTest</name>
    <message>
        <source>A file for TLS cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not valid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate comes from an authority that is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate is signed by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s certificate was revoked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server shows another certificate than the one that was accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server wants a client certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused the client certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This port speaks plain HTTP, not TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This port does not speak TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secure connection could be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This port speaks TLS, not plain HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No address is known for this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody listens there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no way to this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing answered in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side closed the connection without a word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy could not be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the port for other members of an etcd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an etcd, but not a port for clients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A server answers there that is no etcd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What answers there speaks no HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only HTTP/1.1 comes through, so gRPC does not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no JSON gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not tell its version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user or the password is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster asks for no user; the one given has no effect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster wants a user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Users by certificate work over gRPC alone, not through the JSON gateway.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user may not read these keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has no leader: too few members are running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster is not ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Have it renewed, or compare the clocks of both computers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an address that is in the certificate, or give the name in it as the server name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the file of the certificate authority that issued it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give this certificate as the authority, or accept it after comparing its fingerprint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask who runs the cluster for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it was renewed, compare its fingerprint with whoever runs the cluster and accept it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the files of your client certificate and its key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that it was issued by an authority that the cluster trusts, and has not expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write http:// in place of https://, or ask why the cluster is not encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write https:// in place of http://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file in the form of the connection, under TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling, and whether the network or VPN that knows it is connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the port, and whether the member is running and listens on this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network or VPN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A firewall may drop it. Check network and address, or allow more time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into the log of the server; perhaps it wants TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy, or choose none for this connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the port for clients, usually 2379.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check address and port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the JSON gateway as the transport, or let HTTP/2 through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose gRPC as the transport.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type them again; etcd does not tell which of them is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the user away, or have authentication enabled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a user and a password, or a client certificate whose common name is a user.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose gRPC as the transport, or give a user and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the prefixes that this user may read, or have a role granted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look after the members: a majority must be running and reach one another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in a while.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TCP connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passed, with a warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>etcd %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This etcd does not offer the v2 API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster refuses this user: the password is wrong, or these keys may not be read. The v2 API does not tell which.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the v3 API, or have the members started with --enable-v2 (etcd 3.4 and 3.5; later ones have no v2 API any more).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type user and password again, or give the prefixes that this user may read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v2 API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and v2 API</source>
        <comment>a way to speak with the v3 API</comment>
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
    <name>Environment</name>
    <message>
        <source>Not specified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Development</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEV</source>
        <comment>label of a development cluster</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TEST</source>
        <comment>label of a test cluster</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PROD</source>
        <comment>label of a production cluster</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OWN</source>
        <comment>label of a cluster of a kind of its own</comment>
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
    <name>LockText</name>
    <message>
        <source>Locks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who holds this lock and who waits for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No locks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody holds a lock or waits for one. Locks that programs take with python-etcd or aio-etcd appear here as they are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No lock chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a lock on the left to see who holds it and who waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Acquire…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew &amp;Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;lease</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the &amp;Locks Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acquire a lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acquire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who leads and who stands for this election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No elections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody leads and nobody stands for election.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No election chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an election on the left to see who leads and who would follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stand for Election…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Withdraw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove Candidate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the &amp;Elections Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand for election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the election</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elections are laid out like locks, below /_elections; the value of a key is the name of the candidate. The module /mod/v2/leader of etcd 0.x has been gone since etcd 2.0, and the libraries of today raise NotImplementedError in its place: only programs that use this layout take part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more stand(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This program holds it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program&apos;s candidate leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program asks for it…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program&apos;s candidate joins…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This program waits for it, %n before it.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This program gives it back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program&apos;s candidate withdraws…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unless it can be renewed, it ends with its time to live.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock “%1” could not be renewed for its whole time to live, so it counts as lost. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The candidacy in “%1” could not be renewed for its whole time to live, so it counts as lost. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock “%1” was lost: its key is gone. It expired, or somebody broke it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The candidacy in “%1” was lost: its key is gone. It expired, or somebody removed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lock “%1” was not acquired. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The candidate could not stand in “%1”. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether there is a claim on the lock “%1” is not known: no answer came. If it is there or appears yet, break it in the queue. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the candidate stands in “%1” is not known: no answer came. If it is there or appears yet, remove it from the queue. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gave up waiting for “%1”: others were before it for longer than was to be waited. Nothing of the attempt is left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Released “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdrew from “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ends now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LocksAccess</name>
    <message>
        <source>Locks</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
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
    <message>
        <source>Operations under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks are held</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) on many keys under way in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) or place(s) in an election held or waited for in %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>An operation that is cut off here stays half done, and cannot be gone on with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks and elections are given back when you go on. What cannot be given back within a second ends with its time to live; without one it stays until somebody breaks it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard and Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close All the Same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard and Give Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Give Back and Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep Holding</source>
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
    <name>ProfileServices</name>
    <message>
        <source>The file of connections was written by a newer version of this program. It is left as it is: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of connections was damaged. What is shown comes from its backup; the damaged file is kept as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of connections was damaged, and there is no backup. It is kept as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of connections could not be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) of the connections could not be read and have their usual or most careful value.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message>
        <source>Unnamed connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>endpoints</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RightsWords</name>
    <message>
        <source>, </source>
        <comment>between names of ranges of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of ranges of keys</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a key or a prefix</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” and what follows</source>
        <comment>a range of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” up to “%2”</source>
        <comment>a range of keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user has no right to read %1. It is not shown, or only in part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No role of the user “%1” grants reading any key. An administrator can grant one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The user “%1” may read %2, which is none of what this session is limited to: %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it may read could not be asked: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it may read is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This user has no right to read %1. %2 Open the cluster with prefixes that it may read.</source>
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
        <source>“%1” matches none of the loaded keys. Keys searched: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others may match.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searched in %1 only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys that start with “%3” were read at %4, then: %5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 key starts with “%1” on the server at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys start with “%2” on the server at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first %1 of %2 keys that start with “%3” on the server at %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key started with “%1” at %2.</source>
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
    <message>
        <source>Which member leads is not known: this user has no right to ask a member for its status (Maintenance.Status).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>live at index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped at index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of an API (v2, v3), what is said of its keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>the same of both APIs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v2 API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and v2 API</source>
        <comment>a way to speak with the v3 API</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 key(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionTab</name>
    <message>
        <source>%1 %2</source>
        <comment>environment, cluster</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StoreWords</name>
    <message>
        <source>revision %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v2 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v3 keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 read</source>
        <comment>keys, of nobody knows how many</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · stopped at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · live at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · reading again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This API takes keys of text only, and these bytes are not UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here a key is a path and begins with “/”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name is missing after “/”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name that ends in “/” is a directory, not a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server would change this key: it takes “//”, “.” and “..” out of paths.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This API takes text only, and byte %1 of this value is not UTF-8: it would be damaged on its way. Nothing is sent, and your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expiring</source>
        <comment>of a key whose time to live is over</comment>
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
    <name>TlsText</name>
    <message>
        <source>This key wants a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase does not open this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no private key in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS cannot use a key of this kind here: %1</source>
        <comment>technical words</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key cannot be used: %1</source>
        <comment>technical words</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>RSA key of %n bits</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Elliptic curve key of %n bits</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Private key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read: %1</source>
        <comment>why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a key, not a certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no certificate in this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it expired on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not valid before %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>an authority, what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, valid until %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <comment>certificates</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <comment>a certificate, what is wrong</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, but it does not belong to the certificate.</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, belongs to the certificate</source>
        <comment>a key</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A certificate without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>itself</source>
        <comment>issuer of a self-signed certificate</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an issuer without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, issued by %2, valid until %3</source>
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
    <name>etcdscope::AcquireSheet</name>
    <message>
        <source>Keep &amp;renewing it while this session is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a time to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only when it is released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only when it is withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to live in seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays when this program ends or dies. Somebody has to break it then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If others are before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait as long as it takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give up after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seconds to wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>what is done, cluster</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It &amp;ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If &amp;others are before it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This name cannot be used (%1).</source>
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
    <message>
        <source>There is no connection with the name %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened again: the address that was remembered of it cannot be read. Give its address below, or make a connection of it.</source>
        <comment>a tab of an earlier run</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The open tabs cannot be remembered for the next time, or those of the last time cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This address belongs to the connection “%1”. The session is treated as production like it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::AuthenticationGroup</name>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where secrets are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a user, the common name of the client certificate counts where the cluster takes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the keychain of this desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory until the program ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere: ask each time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep secrets:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for when the connection is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stays as it is; type to replace it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is used for testing from here alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same goes for the passphrase of the key and the password of the proxy. None of them is ever written into a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keychain to keep them in (%1). Choose to keep them until the program ends, or to be asked each time.</source>
        <comment>why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keychain here (%1).</source>
        <comment>why</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::BreakSheet</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break the lock “%1” that %2 holds in %3?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take %2 out of those who wait for the lock “%1” in %3?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the leader %2 of “%1” in %3?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the candidate %2 from “%1” in %3?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key %1 is deleted, if it is still as it was read here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever holds it is not asked. A program that does not look goes on as if it held it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next is %1, at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits; it is free then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who holds it does not change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
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
    <name>etcdscope::ConfirmationField</name>
    <message>
        <source>This is production. To go on, type the name of the cluster (%1):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the number of keys (%1):</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To go on, type the name of the directory, or the number of keys (%1):</source>
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
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs: deleted</source>
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
    <message>
        <source>Writes to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else deleted the key after %1, from which your edit started. Nothing was written; your edit is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else created the key meanwhile, at %1. Nothing was written; your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed the key: your edit started from %1, the cluster has %2 now. Nothing was written; your edit is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click Again to Overwrite %1</source>
        <comment>revision 812</comment>
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
    <message>
        <source>&amp;Diagnose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out why it does not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter &amp;passphrase…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter &amp;proxy password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the passphrase of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the password of the proxy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::Connections</name>
    <message>
        <source>The connections could not be written to their file. They are kept in memory and written again with the next change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keychain did not take the secret. It is kept in memory until the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The endpoints of %1 could not be looked up. %2</source>
        <comment>a connection, why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be opened. %2</source>
        <comment>a connection, why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program left something in the place of the file of connections that cannot be read. It is kept as %1; the file holds what is shown here again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program changed the connections. The list shows them as they are now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Another program changed %n connection(s) that were changed here too. Where both changed the same, what was entered here stays: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Not all secrets of %1 could be brought to where they shall be kept now. Those that could not are where they were.</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User and password are those that ETCDCTL_USER and ETCDCTL_PASSWORD say. They are sent to the cluster above, to no other.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ConnectionsPage</name>
    <message>
        <source>Search connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by name, folder, address, environment or user</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Clone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New &amp;folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (copy)</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clusters you keep are listed here, with their certificates and users, in folders. Or open an address once, below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection has all of these words: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a connection to see where it leads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <comment>connections and folders</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>They can be opened, moved and deleted together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New folder %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the connection %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Delete %n connection(s)?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the folder %1 and all connections in it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete everything that is selected?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes in the cluster. It can be taken back until something else is deleted or the program ends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was deleted.</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n deleted.</source>
        <comment>connections and folders</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export all connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the selected connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written to %1, without passwords and passphrases.</source>
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
        <source>This is more than the journal of this session can keep. What is deleted cannot be brought back from here.</source>
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
    <message>
        <source>No key is there any more at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of %1. Keys that somebody changes or creates after it are left alone, and named.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of %1. Keys that somebody changes or creates after it are left alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This API cannot delete several keys in one step: they go one by one, each only if it is as it was read. Others can see it half done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directories go last, and only if they are empty by then: one with hidden keys (names that begin with “_”), or with keys that came meanwhile, stays.</source>
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
    <name>etcdscope::DirectoryPage</name>
    <message>
        <source>The directory could not be read. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This directory expired or was deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it holds has not been read yet: open it on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is empty, as far as can be listed: names that begin with “_” are hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has 1 entry; %1 in all below it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has %1 entries; %2 in all below it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::EndpointLearning</name>
    <message>
        <source>&amp;Learn Endpoints from the Members</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The members could not be asked for their addresses. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The members name no address that this session does not know already, or none that can be reached from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n address(es) of the members are tried too from now on, as long as this session is open: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is no connection to ask the members through.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::EndpointsGroup</name>
    <message>
        <source>Endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domain with SRV records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service name of the SRV records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version prefix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the cluster has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>v2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Endpoints:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SRV &amp;domain:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Service name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;API:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Base path:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Version prefix:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An endpoint or a domain is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <comment>what is wrong there</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 begins with a slash.</source>
        <comment>base path or version prefix</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One a line: host, host:port or URL. Without a port 2379 is meant; https:// is encrypted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More endpoints are looked up in the SRV records of this domain, such as _etcd-client-ssl._tcp.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before every path of HTTP, where a proxy serves the cluster below one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In place of /v2, as in python-etcd.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the endpoints above alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To any host, without the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Redirects:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::EnvironmentBadge</name>
    <message>
        <source>Environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::FileField</name>
    <message>
        <source>Choose a file: %1</source>
        <comment>what for</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.der *.key *.p8)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
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
    <name>etcdscope::GeneralGroup</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label of the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour of the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read-only until it is unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read-only until it is unlocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open when the program starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open when the program starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep drafts and the journal on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep drafts and the journal on disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None; folders in folders with a slash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a file that only you can read. What was not saved is then there again after the program ended; it can contain values of the cluster.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Environment:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Usual for the environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Orange</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Teal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Violet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gr&amp;ey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Another…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Label</source>
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
    <name>etcdscope::HiddenKeys</name>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden keys: names that begin with “_”. The server lists them only below their exact path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exact path of a hidden directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be read. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <comment>key, time left</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is below “%1” now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first %1 of %2 at %3. They are not followed; read again to see changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2. They are not followed; read again to see changes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ImportSheet</name>
    <message>
        <source>The flag %1 is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The variable %1 is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of %1 makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of %1 depends on your shell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address makes no sense.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is no address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some addresses are http and some https; one cluster has one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was not to be verified. Here its certificate is accepted by its fingerprint instead: test the connection to do so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the file %1 lies depends on a folder that is not known here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quote does not end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in it that says how to connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a certificate authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the field %2 could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the certificate accepted elsewhere is not accepted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Addresses, flags or variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fill in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paste addresses, a command line of etcdctl, or its ETCDCTL_ variables:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this program&apos;s &amp;environment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From an &amp;exported file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>remarks</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>No variable of this program&apos;s environment says how to connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections exported by this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
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
    <message>
        <source>New &amp;Directory…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show Hidden &amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directories of this API are only in the names of keys: they need not be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This API hides no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These commands speak the v3 API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This API cannot write one key and delete another in one step, so this could end half done. Make a new key and delete this one.</source>
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
        <source>Search the Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key · %1</source>
        <comment>the environment</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A role that grants reading is missing. Once the user has it, read again (F5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No keys in %1 yet, to which this session is limited. New ones appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires in</source>
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
    <message>
        <source>created at index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>modified at index %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modified at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TTL %1 s when read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no TTL</source>
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
        <source>Your edit was put aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring It Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else deleted the key already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed at %1 by somebody else. Your edit, based on %2, is untouched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key holds %1 now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came to the write, so it may have happened. %1 Writing again is safe, because it compares with %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was deleted: somebody else wrote %1 meanwhile. It is shown now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its time to live ran out, and the key is gone. Your edit is kept and can create the key again.</source>
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
        <source>Create It Again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such key</source>
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
    <message>
        <source>This user may not read this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No role of this user grants writing this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, unsaved; no role of this user grants writing this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is gone at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster has no key of exactly these bytes at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else wrote %1; it is shown now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, unsaved, based on %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its time to live ran out. It is gone at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expired</source>
        <comment>of a key that is gone</comment>
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
    <name>etcdscope::KeySpaceHead</name>
    <message>
        <source>%1, %2, open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1. Click to open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeySpaceView</name>
    <message>
        <source>Not all was expanded: there are too many keys below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created at %1: %2</source>
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
        <source>It is at %1 and holds %2. If somebody changes it meanwhile, nothing is deleted.</source>
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
        <source>Written at %1: %2</source>
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
    <message>
        <source>expires in %1, at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its time to live is over</source>
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
    <name>etcdscope::KeysGroup</name>
    <message>
        <source>Prefixes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which keys are read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those of a directory when it is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of them can be searched at once. For slow links and very large clusters, read directories as they are opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Prefixes:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Separator:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line %1, character %2: an unknown escape; a backslash is written \\.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The separator is one byte, such as / or :</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One a line; only keys below them are shown. Without any, all keys that the user may see. Other bytes are written \xNN.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What parts the names of directories.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::KeysWorkspace</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LinkPrompt</name>
    <message>
        <source>Open a Link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link wants to open this cluster:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hosts: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted: yes, with TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypted: no, everybody on the way can read along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys that begin with: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is opened read-only. Nothing has been sent yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Read-Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link to a cluster begins with etcd:// or etcds://, as in etcd://10.0.0.4:2379/key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link is longer than any key can be. It was not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link names no host, or one that cannot be understood. Behind etcd:// come a host and its port, or several with commas: etcd://10.0.0.4:2379/key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link has a #, which means nothing here. If it belongs to the key, write %23.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the link a percent sign is not followed by two hexadecimal digits. A percent sign that belongs to the key is written %25.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link has more behind its question mark than can be followed: only ?prefix= may stand there. A question mark that belongs to the key is written %3F.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link names a key and a prefix at once. Remove one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Production: yes, it is the cluster of the connection “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The link holds a user or a password, which do not belong there: whoever sees a link sees them too. Remove what stands before the @; both are asked for where the cluster wants them.</source>
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
        <source>Trying again to read the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry now</source>
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
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, gap bridged</source>
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
        <source>“%1” could not be read; open it again to try again: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>how much is loaded, the prefixes it is limited to</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2; none yet in %3</source>
        <comment>how much is loaded, prefixes, prefixes without keys</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys read at %3, not live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at %3: loading was stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at %3; the connection was lost, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 keys read at %2; directories are read when they are opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 keys read at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading again: %1 of %2 keys at %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What changed after %1 up to %2 was gone from the history before it was seen; the keys were listed again and compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2, partly read again since; not live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2, not live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 as of %2, %3 old; reconnecting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; reading again was interrupted, trying again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, not live: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; started over</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The cluster compacts its history faster than the keys can be read: reading had to begin anew %n time(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cluster compacts its history faster than all keys can be read: reading had to begin anew %n time(s). Directories can be read only when they are opened instead (Keys menu).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::LockListModel</name>
    <message>
        <source>this program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LockPage</name>
    <message>
        <source>Its directory</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LockPanel</name>
    <message>
        <source>Read Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no claim on a chosen lock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program has no candidate in a chosen election.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being given back already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has no time to live.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last one has not been answered yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was gone already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was broken: %1 has been renewed since it was read here, so somebody is alive behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether %1 was broken is not known: no answer came. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was not broken. %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LockQueueModel</name>
    <message>
        <source>%1 (this program)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::LocksWorkspace</name>
    <message>
        <source>Locks are those of etcd&apos;s v2 API here, and this session has no keys of that API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks and elections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks</source>
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
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open Connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore Sessions at Start</source>
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
    <name>etcdscope::NetworkGroup</name>
    <message>
        <source> ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host of the proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User at the proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gRPC, or the JSON gateway where only HTTP/1.1 passes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gRPC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system has it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SOCKS 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is kept, or asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Transport:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proxy:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pass&amp;word:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to c&amp;onnect:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time for a &amp;call:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy needs a host and a port.</source>
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
    <message>
        <source>a path, beginning with “/”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to make</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key with a name chosen by the server, in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Make:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time to live:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Directory:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This exists already, at %1. Nothing was written; your text is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a key of this name, so no directory can be made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came, and no key with this value has come since. It may still come: creating again can make two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came. “%1” was made since and has this value: it is probably yours. Creating again makes another key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open It</source>
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
    <name>etcdscope::ProfileDelegate</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileDetails</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>client certificate %1</source>
        <comment>a file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>authority %1</source>
        <comment>a file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server name %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one certificate accepted by its fingerprint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP, %1:%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SOCKS 5, %1:%2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API v2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>API v3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gRPC</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON gateway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SRV records of %1</source>
        <comment>a domain</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when the program starts</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileForm</name>
    <message>
        <source>Groups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit %1</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in from addresses, flags or variables</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test this connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and &amp;open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw this new connection away?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throw your changes to this connection away?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileTree</name>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileTreeModel</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::ReadOnlySwitch</name>
    <message>
        <source>Read-&amp;Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock Again When Idle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never Lock Again by Itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Lock Again After %n Minute(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Allow Writing to Production</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow writing to %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It becomes read-only again when nothing was done for %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays so until it is made read-only again or closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving, renaming and deleting change this cluster from then on. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay Read-Only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep Writing Allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done in this production session for %1, so it is read-only again. Unsaved edits are kept. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locks that this program has asked for go on being renewed; keys that it keeps refreshing do not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was done here for a while: this production session becomes read-only at %1. %2</source>
        <comment>a time of day, and what becomes of renewals</comment>
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
    <message>
        <source>No key is there any more at %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As of %1. Keys that somebody changes after it are left alone, and named; no key is ever written over.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::RestoredPage</name>
    <message>
        <source>%1 was open when the program ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is opened again when this tab is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
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
    <name>etcdscope::SecretInquiry</name>
    <message>
        <source>The passphrase that is kept does not open the key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::SecretSheet</name>
    <message>
        <source>Password of the user %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the key %1</source>
        <comment>a file</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password of %1 at the proxy</source>
        <comment>a user</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open %1</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a connection, an address</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the keychain of this desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In memory until the program ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere: ask each time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is never written into a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keychain here (%1). It would be kept until the program ends.</source>
        <comment>why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keychain here (%1).</source>
        <comment>why</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test %1</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to %1</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sign In</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This passphrase does not open the key. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes into the form, and is kept when that is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is used by this session alone, and kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::SessionBar</name>
    <message>
        <source>Read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing allowed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a click does, shortcut</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written in this session. Click to allow writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session can change the cluster. Click to make it read-only.</source>
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
    <message>
        <source>The cluster does not accept the password of the user “%1”. It is not tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter Password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save This &amp;Connection…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The v2 API remembers its last 1,000 changes: those from index %1 to %2 were no longer among them. The keys were listed again and compared; what happened in between cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster wants a user name and a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cluster refuses the user “%1”: the password is wrong, or these keys may not be read; the v2 API does not tell which. Enter the password again, or limit the connection to the prefixes that this user may read. It is not tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign In…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection “%1” was changed. This session goes on with what it was opened with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Again</source>
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
    <message>
        <source>Environment: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read-only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is written in this session until writing is allowed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::TargetHeader</name>
    <message>
        <source>Allow Writing…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::TestSheet</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept this certificate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Test again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test of %1</source>
        <comment>a connection</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing %1…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the names: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256: %1</source>
        <comment>fingerprint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>All is well: %n endpoint(s) can be used.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The test was stopped before its end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, at %2: %3 %4</source>
        <comment>an endpoint, a stage, what is wrong, what helps</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n endpoint(s) can be used.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Accept this certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust whoever shows this certificate as %1, in this connection alone?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1

%2

SHA-256: %3

Compare the fingerprint with whoever runs the cluster. Somebody in between could show a certificate of their own, and read and change everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Do not accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (port of etcd before 2.0, for the v2 API)</source>
        <comment>an endpoint</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The v2 API answers at the port that etcd had before 2.0: %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::TimeToLiveField</name>
    <message>
        <source>Time to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long from now, with its unit: 90 s, 10 min, 1 h 30 min, 7 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no time to live: it is a number with its unit, as in 90 s, 10 min or 7 d.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::TimeToLivePanel</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refresh Quietly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep refreshing while open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It then stays until somebody deletes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time starts anew; those who watch it are not told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quietly, after each third of the time, until something else is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not expire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expires in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its time is over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At %1, by the clock of this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshed at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed it meanwhile, so nothing was written. It is read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It expired, or somebody deleted it, before this could be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came, so it may have been written. It is read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer refreshed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshed to %1 again and again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped: it has expired meanwhile, or somebody deleted it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped: somebody replaced it, and its time to live is theirs now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped: somebody took its time to live away, so it does not expire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped: no answer came to the last time, so it may expire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refreshing has stopped, so it will expire. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>etcdscope::TlsGroup</name>
    <message>
        <source>Certificate authority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name in the server&apos;s certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fingerprint of the accepted certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept this certificate no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those of the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is kept, or asked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host of the endpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used with https:// endpoints alone, as are these files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate &amp;authority:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client c&amp;ertificate:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client &amp;key:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server &amp;name:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server with this very certificate is trusted, whatever is wrong with it, by this connection alone.</source>
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
    <name>etcdscope::WorkShelf</name>
    <message numerus="yes">
        <source>%n unsaved edit(s) of an earlier session are back: %1</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Unsaved edits could not be kept on disk, or brought back from there. They are in this window as long as it is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This connection is open in another tab or window, which keeps its unsaved edits on disk. Those of this tab are not kept: you are asked about them before it is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other tab of this connection is closed. From now on the unsaved edits of this tab are kept on disk.</source>
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
<context>
    <name>etcdscope::WriteTarget</name>
    <message>
        <source>%1 (%2)</source>
        <comment>cluster, endpoint and environment</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, </source>
        <comment>between endpoint and environment</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
