using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>A customer.</summary>
internal sealed partial record CustomerState : IJournalState<CustomerState, CustomerEvent>
{
    public static JournalCodec<CustomerState, CustomerEvent> Codec { get; } =
        new(CustomerJson.Default.CustomerState, CustomerJson.Default.CustomerEvent);

    public required CustomerId Id { get; init; }

    public CustomerStatus Status { get; init; }

    /// <summary>Counts the events.</summary>
    public long Version { get; init; }

    /// <summary>
    /// The version that callers see and compare: that of the latest change of the profile; 0 without a profile. Tokens
    /// and released addresses are not part of what is shown, so that the tag in a change's answer stays valid.
    /// </summary>
    public long ProfileVersion => Replies.IsEmpty ? 0 : Replies[^1].Version;

    /// <summary>Null once deleted.</summary>
    public SealedProfile? Profile { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// The change that has claimed, or is about to claim, another e-mail address; null if there is none.
    /// </summary>
    public PendingProfile? Pending { get; init; }

    /// <summary>Addresses to release, by the keys of their claims.</summary>
    public ImmutableArray<string> Releasing { get; init; } = [];

    /// <summary>Oldest first.</summary>
    [JsonPropertyName("tokens")]
    public ImmutableArray<CustomerSession> Sessions { get; init; } = [];

    /// <summary>The latest sessions that ended, oldest first.</summary>
    public ImmutableArray<SessionId> EndedSessions { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Null for a customer without a password.</summary>
    public PasswordHash? Password { get; init; }

    /// <summary>The command that set the password; null if the registration did.</summary>
    public OperationId? PasswordOperation { get; init; }

    /// <summary>
    /// The latest profile changes and their answers, oldest first; not empty while there is a profile.
    /// </summary>
    public ImmutableArray<CustomerReply> Replies { get; init; } = [];

    string? IJournalState<CustomerState, CustomerEvent>.List => Status switch
    {
        CustomerStatus.Active => CustomerJournals.List,
        CustomerStatus.Deleted => CustomerJournals.DeletedList,
        _ => null,
    };

    public static CustomerState Begin(string key) => new() { Id = new CustomerId(key) };

    public CustomerSession? FindSession(SessionId id) => Sessions.FirstOrDefault(session => session.Key == id);

    public CustomerReply? FindReply(OperationId operation) =>
        Replies.FirstOrDefault(reply => reply.Operation == operation);

    /// <summary>
    /// The answer to a profile change; null if it is not done, forgotten, or the customer is deleted.
    /// </summary>
    public CustomerSnapshot? Find(OperationId operation, PersonalKey key) =>
        FindReply(operation) is { } reply && Status == CustomerStatus.Active
            ? Show(reply.Profile.Open(key), reply.Version)
            : null;

    public CustomerState Apply(CustomerEvent e) => e switch
    {
        ProfileChanging changing => this with
        {
            Version = Version + 1,
            Pending = new(
                changing.Operation, changing.Profile, changing.Token, changing.Session, changing.Password,
                changing.Identity),
        },
        ProfileChanged changed => Change(changed),
        ProfileRefused refused => this with
        {
            Version = Version + 1,
            Pending = null,

            // Claimed before the address was.
            ReleasingIdentities = Pending?.Identity is { } identity
                ? ReleasingIdentities.Add(identity.Id)
                : ReleasingIdentities,
        },
        EmailReleased released => this with { Version = Version + 1, Releasing = Releasing.Remove(released.ClaimKey) },
        TokenAdded added => Add(added),
        TokenRevoked revoked => End(revoked.Token),
        SessionRefreshed refreshed => Replace(refreshed.Session, session => session with
        {
            Hash = refreshed.Access,
            Refresh = refreshed.Refresh,
            AddedAt = refreshed.At,
            BegunAt = session.CreatedAt,
            Earlier = new(session.Hash, session.Refresh!.Value, refreshed.Operation),
        }),
        SessionUsed used => Replace(used.Session, session => session with { UsedAt = used.At }),
        PasswordSet set => this with
        {
            Version = Version + 1,
            Password = set.Password,
            PasswordOperation = set.Operation ?? PasswordOperation,

            // Another password makes a link to reset it void.
            Messages = set.Operation is null
                ? Messages
                : Void(static message => message.Kind == MessageKind.PasswordReset),
        },
        MessageRequested requested => Queue(requested),
        MessageTokenIssued issued => AddToken(issued),
        MessageSent sent => Change(sent.Id, static message => message with { SendAt = null }),
        MessageFailed failed => Change(failed.Id, message => message with
        {
            SendAt = failed.NextAt,
            Failures = message.Failures + 1,
        }),
        AddressVerified => this with { Version = Version + 1, EmailVerified = true },
        IdentityLinking linking => this with
        {
            Version = Version + 1,
            Linking = new(linking.Link, linking.Token, linking.Session),
        },
        IdentityLinked linked => Link(linked),
        IdentityRefused => this with { Version = Version + 1, Linking = null },
        IdentityUnlinked unlinked => Unlink(unlinked),
        IdentityReleased released => this with
        {
            Version = Version + 1,
            ReleasingIdentities = ReleasingIdentities.Remove(released.Identity),
        },
        CustomerDeleted => Delete(),
        _ => throw new InvalidOperationException($"Unknown customer event {e.GetType().Name}."),
    };

    public ReadOnlyMemory<byte> Announce(CustomerState before, CustomerEvent e, long sequence) =>
        CustomerAnnouncements.Of(before, this, e, sequence);

    public CustomerSnapshot ToSnapshot(PersonalKey key) => Show(Profile!.Open(key), ProfileVersion);

    private CustomerSnapshot Show(CustomerProfile profile, long version) => new()
    {
        Id = Id,
        Name = profile.Name,
        Email = profile.Email,
        Version = version,
        CreatedAt = CreatedAt,
        EmailVerified = EmailVerified,
    };

    private CustomerState Change(ProfileChanged e)
    {
        // An address that is in use again must not be released, even if that was planned.
        var claimed = e.Profile.Claim;
        var old = Profile?.Claim ?? claimed;
        var releasing = old == claimed ? Releasing : Releasing.Add(old);
        var next = this with
        {
            Status = CustomerStatus.Active,
            Version = Version + 1,
            Profile = e.Profile,
            CreatedAt = Status == CustomerStatus.Unknown ? e.At : CreatedAt,
            Pending = null,
            Releasing = releasing.Remove(claimed),

            // What was sent to another address proves nothing about this one.
            EmailVerified = EmailVerified && old == claimed,
            Messages = old == claimed ? Messages : Void(static _ => true),
        };
        return next with
        {
            Replies = Replies.AddLatest(new(e.Operation, e.Profile, next.Version), CustomerRules.RepliesKept),
        };
    }

    private CustomerState Delete() => this with
    {
        Status = CustomerStatus.Deleted,
        Version = Version + 1,
        Profile = null,
        Releasing = Profile is { } profile ? Releasing.Add(profile.Claim) : Releasing,
        Sessions = [],
        EndedSessions = [],
        Password = null,
        PasswordOperation = null,
        EmailVerified = false,
        Messages = [],
        Identities = [],
        ReleasingIdentities = [.. ReleasingIdentities, .. Identities.Select(identity => identity.Id)],
        RemovedIdentities = [],
        Replies = [],
    };

    private CustomerState Add(TokenAdded e)
    {
        // Sessions that are over, and the oldest one above the limit, make room.
        var live = Sessions.RemoveAll(session => session.EndsAt <= e.At);
        var sessions = live.Add(new(e.Token, e.At)
        {
            Id = e.Session?.Id ?? SessionId.For(e.Token),
            Refresh = e.Session?.Refresh,
            SealedAgent = e.Session?.SealedAgent,
            UserAgent = e.Session?.UserAgent,
        });
        var next = this with { Version = Version + 1, Sessions = sessions };
        return sessions.Length > CustomerLimits.SessionsMax
            ? next.End(sessions[0].Hash) with { Version = next.Version }
            : next;
    }

    private CustomerState End(TokenHash token)
    {
        var ended = EndedSessions.AddRange(
            Sessions.Where(session => session.Hash == token).Select(session => session.Key));
        return this with
        {
            Version = Version + 1,
            Sessions = Sessions.RemoveAll(session => session.Hash == token),
            EndedSessions = ended.KeepLatest(SessionRules.EndedKept),
        };
    }

    private CustomerState Replace(SessionId id, Func<CustomerSession, CustomerSession> change) => this with
    {
        Version = Version + 1,
        Sessions = [.. Sessions.Select(session => session.Key == id ? change(session) : session)],
    };
}

/// <summary>Whether the customer exists.</summary>
internal enum CustomerStatus
{
    Unknown = 0,
    Active = 1,
    Deleted = 2,
}

/// <summary>A profile whose e-mail address is being claimed, and what a registration begins with.</summary>
internal sealed record PendingProfile(
    OperationId Operation,
    SealedProfile Profile,
    TokenHash? Token = null,
    SessionDetails? Session = null,
    PasswordHash? Password = null,
    IdentityLink? Identity = null);

/// <summary>The answer to a profile change.</summary>
internal sealed record CustomerReply(OperationId Operation, SealedProfile Profile, long Version);
