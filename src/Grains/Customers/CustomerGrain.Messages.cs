using Microsoft.Extensions.Logging;
using ShopActors.Storage;

namespace ShopActors;

/// <summary>
/// Messages with tokens. The request's append carries a wake-up for now, so the request does not wait for the mail
/// server, and a crash loses nothing.
/// </summary>
internal sealed partial class CustomerGrain
{
    private Task _sending = Task.CompletedTask;

    private WakeUp ForMessages => State.NextMessageAt is { } at ? WakeUp.At(at) : WakeUp.None;

    public Task<Result> RequestVerification(OperationId operation, Caller caller) =>
        RequestAsync(MessageRules.RequestVerification(State, operation, caller, Now));

    public Task<Result> RequestReset(OperationId operation) =>
        RequestAsync(MessageRules.RequestReset(State, operation, Now));

    public Task<Result> VerifyEmail(TokenHash token) => AnswerAsync(MessageRules.VerifyEmail(State, token, Now));

    public async Task<Result<CustomerProfile>> CheckReset(OperationId operation, TokenHash token)
    {
        if (await FindKeyAsync() is not { } key) return CustomerErrors.InvalidMessageToken;
        return await AnswerAsync<CustomerProfile>(state => state.PasswordOperation != operation &&
            MessageRules.CheckReset(state, token, Now) is { } error ? error : state.Profile!.Open(key));
    }

    public async Task<Result> ResetPassword(OperationId operation, TokenHash token, PasswordHash password)
    {
        var decision = MessageRules.Reset(State, operation, token, password, Now);
        Begin(decision);
        if (decision.Error is null) await CarryOnAsync();
        return await AnswerAsync(decision.Error is { } error ? error : Decision<CustomerEvent>.DoneBefore);
    }

    private Task<Result> RequestAsync(Decision<CustomerEvent> decision)
    {
        Record(decision);

        // A change of the profile under way has a wake-up of its own, and leaves one for the message.
        if (!decision.IsRepeat && decision.Error is null && CustomerSaga.Next(State) is null) Record([], ForMessages);
        return AnswerAsync(decision.Error is { } error ? error : Decision<CustomerEvent>.DoneBefore);
    }

    private Task SendDueAsync() => _sending.IsCompleted ? _sending = SendAllAsync() : _sending;

    private async Task SendAllAsync()
    {
        if (await FindKeyAsync() is not { } key) return;
        while (MessageRules.NextDue(State, Now) is { } message)
        {
            var prefix = message.Kind == MessageKind.PasswordReset
                ? MessageTokens.PasswordReset
                : MessageTokens.Verification;
            var token = MessageTokens.Create(prefix, State.Id, _random);

            // The token must be known before anybody can have it.
            await CommitAsync([new MessageTokenIssued(message.Id, TokenHash.Of(token)) { At = Now }]);

            // Meanwhile the address may have changed, or the customer been deleted.
            if (!State.Messages.Any(present => present.Id == message.Id && present.SendAt is not null)) continue;
            var profile = State.Profile!.Open(key);
            Record([await SendAsync(message, MessageText.Of(message, profile, token, _messages.Value))]);
        }

        if (CustomerSaga.Next(State) is null && WakeAt != State.NextMessageAt) Record([], ForMessages);
        await WhenDurable();
    }

    private async Task<CustomerEvent> SendAsync(CustomerMessage message, OutgoingMessage text)
    {
        try
        {
            await _sender.SendAsync(text);
            return new MessageSent(message.Id) { At = Now };
        }
        catch (MessageNotSentException e)
        {
            var failed = MessageRules.Fail(message, Now);
            if (failed.NextAt is { } next) LogNotSent(_logger, message.Id, e.Message, next);
            else LogGivenUp(_logger, message.Id, e.Message);
            return failed;
        }
    }

    [LoggerMessage(5701, LogLevel.Warning, "Message {Message} was not sent, next attempt at {NextAt}: {Reason}")]
    private static partial void LogNotSent(ILogger logger, string message, string reason, DateTimeOffset nextAt);

    [LoggerMessage(5702, LogLevel.Error, "Message {Message} was not sent and is given up: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string message, string reason);
}
