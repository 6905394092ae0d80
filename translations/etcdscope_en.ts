<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>BulkText</name>
    <message numerus="yes">
        <source>%1 key(s)</source>
        <translation>
            <numerusform>%1 key</numerusform>
            <numerusform>%1 keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockText</name>
    <message numerus="yes">
        <source>%n wait(s).</source>
        <translation>
            <numerusform>%n waits.</numerusform>
            <numerusform>%n wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more stand(s).</source>
        <translation>
            <numerusform>%n more stands.</numerusform>
            <numerusform>%n more stand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This program waits for it, %n before it.</source>
        <translation>
            <numerusform>This program waits for it, %n before it.</numerusform>
            <numerusform>This program waits for it, %n before it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message numerus="yes">
        <source>%n key(s) with unsaved changes in %1</source>
        <translation>
            <numerusform>%n key with unsaved changes in %1</numerusform>
            <numerusform>%n keys with unsaved changes in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n operation(s) on many keys under way in %1</source>
        <translation>
            <numerusform>%n operation on many keys under way in %1</numerusform>
            <numerusform>%n operations on many keys under way in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) or place(s) in an election held or waited for in %1</source>
        <translation>
            <numerusform>%n lock or place in an election held or waited for in %1</numerusform>
            <numerusform>%n locks or places in elections held or waited for in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileServices</name>
    <message numerus="yes">
        <source>%n field(s) of the connections could not be read and have their usual or most careful value.</source>
        <translation>
            <numerusform>One field of the connections could not be read and has its usual or most careful value.</numerusform>
            <numerusform>%n fields of the connections could not be read and have their usual or most careful values.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileText</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>endpoints</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RightsWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <comment>names of ranges of keys</comment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SessionSummary</name>
    <message numerus="yes">
        <source>%1 key(s)</source>
        <translation>
            <numerusform>%1 key</numerusform>
            <numerusform>%1 keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TlsText</name>
    <message numerus="yes">
        <source>RSA key of %n bits</source>
        <translation>
            <numerusform>RSA key of %n bit</numerusform>
            <numerusform>RSA key of %n bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Elliptic curve key of %n bits</source>
        <translation>
            <numerusform>Elliptic curve key of %n bit</numerusform>
            <numerusform>Elliptic curve key of %n bits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <comment>certificates</comment>
        <translation>
            <numerusform>%1, and %n more</numerusform>
            <numerusform>%1, and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::Connections</name>
    <message numerus="yes">
        <source>Another program changed %n connection(s) that were changed here too. Where both changed the same, what was entered here stays: %1</source>
        <translation>
            <numerusform>Another program changed %n connection that was changed here too. Where both changed the same, what was entered here stays: %1</numerusform>
            <numerusform>Another program changed %n connections that were changed here too. Where both changed the same, what was entered here stays: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::ConnectionsPage</name>
    <message numerus="yes">
        <source>%n selected</source>
        <comment>connections and folders</comment>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n connection(s)?</source>
        <translation>
            <numerusform>Delete %n connection?</numerusform>
            <numerusform>Delete %n connections?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n deleted.</source>
        <comment>connections and folders</comment>
        <translation>
            <numerusform>%n deleted.</numerusform>
            <numerusform>%n deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::EndpointLearning</name>
    <message numerus="yes">
        <source>%n address(es) of the members are tried too from now on, as long as this session is open: %1</source>
        <translation>
            <numerusform>%n address of the members is tried too from now on, as long as this session is open: %1</numerusform>
            <numerusform>%n addresses of the members are tried too from now on, as long as this session is open: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::ImportSheet</name>
    <message numerus="yes">
        <source>%n connection(s) imported.</source>
        <translation>
            <numerusform>%n connection imported.</numerusform>
            <numerusform>%n connections imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <comment>remarks</comment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::LoadLine</name>
    <message numerus="yes">
        <source>The cluster compacts its history faster than the keys can be read: reading had to begin anew %n time(s).</source>
        <translation>
            <numerusform>The cluster compacts its history faster than the keys can be read: reading had to begin anew %n time.</numerusform>
            <numerusform>The cluster compacts its history faster than the keys can be read: reading had to begin anew %n times.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The cluster compacts its history faster than all keys can be read: reading had to begin anew %n time(s). Directories can be read only when they are opened instead (Keys menu).</source>
        <translation>
            <numerusform>The cluster compacts its history faster than all keys can be read: reading had to begin anew %n time. Directories can be read only when they are opened instead (Keys menu).</numerusform>
            <numerusform>The cluster compacts its history faster than all keys can be read: reading had to begin anew %n times. Directories can be read only when they are opened instead (Keys menu).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileDetails</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::ProfileTreeModel</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::ReadOnlySwitch</name>
    <message numerus="yes">
        <source>Lock Again After %n Minute(s)</source>
        <translation>
            <numerusform>Lock Again After %n Minute</numerusform>
            <numerusform>Lock Again After %n Minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::RenameSheet</name>
    <message numerus="yes">
        <source>It takes %n step(s): &amp;others can see it half done</source>
        <translation>
            <numerusform>It takes %n step: &amp;others can see it half done</numerusform>
            <numerusform>It takes %n steps: &amp;others can see it half done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::TestSheet</name>
    <message numerus="yes">
        <source>All is well: %n endpoint(s) can be used.</source>
        <translation>
            <numerusform>All is well: the endpoint can be used.</numerusform>
            <numerusform>All is well: %n endpoints can be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n endpoint(s) can be used.</source>
        <translation>
            <numerusform>%1 of %n endpoint can be used.</numerusform>
            <numerusform>%1 of %n endpoints can be used.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>etcdscope::WorkShelf</name>
    <message numerus="yes">
        <source>%n unsaved edit(s) of an earlier session are back: %1</source>
        <translation>
            <numerusform>%n unsaved edit of an earlier session is back: %1</numerusform>
            <numerusform>%n unsaved edits of an earlier session are back: %1</numerusform>
        </translation>
    </message>
</context>
</TS>
