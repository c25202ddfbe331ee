using System.Collections.Immutable;

namespace ShopActors;

/// <summary>The messages of a customer: the latest one of each kind.</summary>
internal sealed partial record CustomerState
{
    public ImmutableArray<CustomerMessage> Messages { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether the customer has shown to read the mail of the present address.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>When the next message is to be sent; null for none.</summary>
    public DateTimeOffset? NextMessageAt => Messages.Min(message => message.SendAt);

    public CustomerMessage? FindMessage(MessageKind kind) =>
        Messages.FirstOrDefault(message => message.Kind == kind);

    private CustomerState Queue(MessageRequested e)
    {
        var requests = FindMessage(e.Kind)?.RequestedAt ?? [];
        return this with
        {
            Version = Version + 1,
            Messages =
            [
                .. Messages.Where(message => message.Kind != e.Kind),
                new(e.Kind, e.Id, e.Operation, e.At)
                {
                    SendAt = e.At,
                    RequestedAt = requests.AddLatest(e.At, MessageRules.RequestsMax),
                },
            ],
        };
    }

    private CustomerState AddToken(MessageTokenIssued e) => Change(e.Id, message =>
        message with { Tokens = message.Tokens.AddLatest(e.Token, MessageRules.TokensMax) });

    private CustomerState Change(string id, Func<CustomerMessage, CustomerMessage> change) => this with
    {
        Version = Version + 1,
        Messages = [.. Messages.Select(message => message.Id == id ? change(message) : message)],
    };

    /// <summary>Messages of which nothing is sent or accepted any more, but whose number still counts.</summary>
    private ImmutableArray<CustomerMessage> Void(Func<CustomerMessage, bool> which) =>
        [.. Messages.Select(message => which(message) ? message with { SendAt = null, Tokens = [] } : message)];
}
