// SPDX-License-Identifier: Apache-2.0
#include "ui/keys/confirmationfield.h"

#include "ui/keys/bulktext.h"
#include "ui/widgets/format.h"
#include "ui/widgets/palette.h"
#include "ui/workspace/writetarget.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace etcdscope {

ConfirmationField::ConfirmationField(const WriteTarget &target, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_target(target)
    , m_ask(makeSentences(name + QLatin1String("Ask"), this))
    , m_typed(new QLineEdit(this))
{
    m_typed->setObjectName(name + QLatin1String("Typed"));
    m_typed->setFont(monospaceFont());
    m_ask->setBuddy(m_typed);
    auto *const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_ask);
    layout->addWidget(m_typed);
    connect(m_typed, &QLineEdit::textChanged, this, &ConfirmationField::changed);
    hide();
}

void ConfirmationField::ask(qint64 keys, const QString &directory)
{
    m_accepted.clear();
    if (m_target.asksToType(keys)) {
        m_accepted += m_target.name();
        const QString number = QString::number(keys);
        if (m_target.environment().isProduction()) {
            m_ask->setText(
                tr("This is production. To go on, type the name of the cluster (%1):").arg(m_target.name()));
        } else {
            m_accepted += {number, formatNumber(keys)};
            if (!directory.isEmpty())
                m_accepted += {directory, directory.chopped(1)};
            m_ask->setText(directory.isEmpty()
                               ? tr("To go on, type the number of keys (%1):").arg(number)
                               : tr("To go on, type the name of the directory, or the number of keys (%1):")
                                     .arg(number));
        }
        m_typed->setAccessibleName(m_ask->text());
    }
    setVisible(!m_accepted.isEmpty());
}

void ConfirmationField::clear()
{
    m_accepted.clear();
    m_typed->clear();
    hide();
}

bool ConfirmationField::isSatisfied() const
{
    const QString typed = m_typed->text().trimmed();
    return m_accepted.isEmpty() || (!typed.isEmpty() && m_accepted.contains(typed));
}

QString ConfirmationField::question() const
{
    return m_ask->text();
}

bool ConfirmationField::hasKeyboard() const
{
    return m_typed->hasFocus();
}

} // namespace etcdscope
