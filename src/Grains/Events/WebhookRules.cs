using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ShopActors;

/// <summary>The rules of webhook endpoints.</summary>
internal static class WebhookRules
{
    /// <summary>How many commands an endpoint remembers.</summary>
    public const int CommandsKept = 32;

    /// <summary>How often an event is sent whose receiver refuses it, before it is parked.</summary>
    public const int RefusalsMax = 3;

    private const int SecretBytes = 32;
    private const string SecretPrefix = "whsec_";

    public static readonly TimeSpan EarlierSecretAge = TimeSpan.FromDays(1);
    public static readonly TimeSpan TombstoneAge = TimeSpan.FromDays(1);

    /// <summary>How long a receiver may fail before its endpoint is disabled.</summary>
    public static readonly TimeSpan FailingMax = TimeSpan.FromDays(3);

    // The schedule that the Standard Webhooks specification recommends.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>
    /// What an answer means for its event. Only answers about the event itself refuse it; a path that is not found or a
    /// signature that is not accepted is the receiver's failure, and its events wait.
    /// </summary>
    /// <param name="answer">The status; 0 for none.</param>
    public static WebhookOutcome OutcomeOf(int answer) => answer switch
    {
        >= 200 and < 300 => WebhookOutcome.Delivered,
        400 or 409 or 413 or 415 or 422 => WebhookOutcome.Parked,
        _ => WebhookOutcome.Failed,
    };

    public static string NewSecret(RandomNumberGenerator random)
    {
        var bytes = new byte[SecretBytes];
        random.GetBytes(bytes);
        return SecretPrefix + Convert.ToBase64String(bytes);
    }

    /// <summary>The key that a secret stands for.</summary>
    public static byte[] KeyOf(string secret) => Convert.FromBase64String(secret[SecretPrefix.Length..]);

    public static Decision<WebhookEvent> Create(
        WebhookState state,
        OperationId operation,
        Caller caller,
        WebhookSettings settings,
        EventOptions options,
        string secret,
        long position,
        DateTimeOffset now)
    {
        if (Forbidden(caller) is { } forbidden) return forbidden;
        var fingerprint = Fingerprint("create", settings);
        if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
        if (state.Settings is not null) return WebhookErrors.NotFound;
        if (Check(settings, options) is { } error) return error;
        return new EndpointCreated(operation, fingerprint, settings, secret, position) { At = now };
    }

    public static Decision<WebhookEvent> Change(
        WebhookState state,
        OperationId operation,
        Caller caller,
        WebhookSettings settings,
        VersionMatch match,
        EventOptions options,
        DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        var fingerprint = Fingerprint("change", settings);
        if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
        if (!match.Accepts(state.Version)) return WebhookErrors.StaleVersion;
        if (Check(settings, options) is { } error) return error;
        return new EndpointChanged(operation, fingerprint, settings) { At = now };
    }

    public static Decision<WebhookEvent> Rotate(
        WebhookState state, OperationId operation, Caller caller, string secret, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        const string fingerprint = "rotate";
        if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
        return new SecretRotated(operation, fingerprint, secret) { At = now };
    }

    public static Decision<WebhookEvent> Replay(
        WebhookState state, OperationId operation, Caller caller, long from, long? to, DateTimeOffset now)
    {
        if (CheckVisible(state, caller) is { } hidden) return hidden;
        var fingerprint = string.Create(CultureInfo.InvariantCulture, $"replay {from} {to}");
        if (Repeated(state, operation, fingerprint) is { } repeated) return repeated;
        if (from < 0 || to is { } end && (end < from || end > state.Position)) return WebhookErrors.InvalidReplay;
        return new ReplayBegun(operation, fingerprint, from, to ?? state.Position) { At = now };
    }

    public static Decision<WebhookEvent> Delete(WebhookState state, Caller caller, DateTimeOffset now)
    {
        if (Forbidden(caller) is { } forbidden) return forbidden;
        if (state.EndedAt is not null) return Decision<WebhookEvent>.DoneBefore;
        return state.Exists ? new EndpointDeleted { At = now } : WebhookErrors.NotFound;
    }

    public static ShopError? CheckVisible(WebhookState state, Caller caller)
    {
        if (Forbidden(caller) is { } forbidden) return forbidden;
        return state.Exists ? null : WebhookErrors.NotFound;
    }

    /// <summary>
    /// A failure of the receiver: when to try again, or the end of trying. A receiver that says when is heard.
    /// </summary>
    public static WebhookEvent Fail(
        WebhookState state, WebhookDelivery delivery, TimeSpan? retryAfter, double jitter, DateTimeOffset now)
    {
        if (state.Failure is { } failure && now - failure.Since >= FailingMax)
        {
            return new EndpointDisabled($"It has failed for {FailingMax.Days} days.") { At = now };
        }

        var delay = Delays[Math.Min(state.Failure?.Attempts ?? 0, Delays.Length - 1)] * (0.9 + (0.2 * jitter));
        if (retryAfter is { } asked && asked > delay) delay = asked < Delays[^1] ? asked : Delays[^1];
        return new ReceiverFailed(delivery, now + delay) { At = now };
    }

    public static string Describe(int answer) =>
        answer == 0 ? "It cannot be reached." : $"It answered {answer}.";

    /// <summary>The answer to a command that the endpoint remembers; null for a new one.</summary>
    private static Decision<WebhookEvent>? Repeated(WebhookState state, OperationId operation, string fingerprint)
    {
        if (state.Commands.FirstOrDefault(command => command.Operation == operation) is not { } known) return null;
        return known.Fingerprint == fingerprint ? Decision<WebhookEvent>.DoneBefore : WebhookErrors.OperationReused;
    }

    private static string Fingerprint(string command, WebhookSettings settings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{command} {settings.Url} {string.Join(' ', settings.Events.IsDefault ? [] : settings.Events)}")));

    private static ShopError? Forbidden(Caller caller) =>
        caller.May(Scopes.WebhooksManage) ? null : AccessErrors.Forbidden(Scopes.WebhooksManage);

    private static ShopError? Check(WebhookSettings settings, EventOptions options) =>
        WebhookTarget.Check(settings.Url, options.Webhooks.AllowPrivateTargets)
        ?? EventFilter.Check(settings.Events);
}
