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
    <name>etcdscope::MainWindow</name>
    <message numerus="yes">
        <source>%n key(s) with unsaved changes in %1</source>
        <translation>
            <numerusform>%n key with unsaved changes in %1</numerusform>
            <numerusform>%n keys with unsaved changes in %1</numerusform>
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
</TS>
