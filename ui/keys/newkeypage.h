// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/call.h"
#include "core/edit/keywriter.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace etcdscope {

class MessageBar;
class TimeToLiveField;
class ValueEditor;
class ValueFiles;
class WriteTarget;

/// Makes a key: its bytes in printable form, a value, a lease or a time to live if wanted; where the store
/// has them also a key that the server names, or a directory. Never writes over one that exists. What was
/// typed stays until the key is made or the page is emptied, also while another key is looked at.
class NewKeyPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewKeyPage)

public:
    enum class Make { Key, KeyInOrder, Directory };

    /// The writer outlives this page; a write goes on without it.
    NewKeyPage(KeyWriter &writer, WriteTarget &target, const StoreFeatures &features,
               QWidget *parent = nullptr);

    /// Suggests a key or the beginning of one; when something else was typed already, that stays.
    void suggest(const QByteArray &key, Make make = Make::Key);
    [[nodiscard]] bool isEmpty();
    void focusKey();

signals:
    void created(const QByteArray &key, etcdscope::Position position);
    /// The key exists already and shall be looked at.
    void openRequested(const QByteArray &key);
    void cancelled();
    void emptyChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void create();
    void finished(const WriteOutcome &outcome);
    void check();
    void clear();
    [[nodiscard]] std::optional<LeaseChoice> lease() const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QString nameProblem(const QByteArray &name) const;
    [[nodiscard]] TimeToLive timeToLive() const;
    [[nodiscard]] Make make() const;
    void makeChanged();
    void unknown(const WriteOutcome &outcome);

    KeyWriter &m_writer;
    WriteTarget &m_target;
    const StoreFeatures m_features;
    Call<WriteOutcome> m_creating;
    QString m_suggested;
    MessageBar *m_message;
    QLineEdit *m_key;
    QLabel *m_keyProblem;
    QLineEdit *m_lease;
    TimeToLiveField *m_timeToLive; // instead of the lease
    QComboBox *m_make;
    QLabel *m_title;
    QLabel *m_keyLabel;
    MessageBar *m_fileMessage;
    MessageBar *m_limit;
    ValueEditor *m_value;
    ValueFiles *m_files;
    QPushButton *m_cancel;
    QPushButton *m_create;
};

} // namespace etcdscope
