using Orleans.Concurrency;

namespace ShopActors;

[StatelessWorker, GrainType("customer-directory")]
internal sealed class CustomerDirectoryGrain : Grain, ICustomerDirectoryGrain
{
    public async Task<Result<SignInAttempt>> BeginSignIn(string email, SourceId source)
    {
        // No customer can have it.
        if (!EmailAddress.IsValid(email)) return new SignInAttempt();

        var key = EmailAddress.ClaimKey(email);
        var counted = await GrainFactory.GetGrain<ISignInGrain>(key).Begin(source);
        if (counted.IsRefused) return counted.Error;
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(key).Find();
        if (found.IsRefused) return new SignInAttempt();
        var password = await GrainFactory.GetGrain<IPasswordHolder>(found.Value.Value).GetPassword();
        return password.IsOk
            ? new SignInAttempt { Customer = found.Value, Password = password.Value }
            : new SignInAttempt();
    }

    public async Task<Result<IdentityOwner>> FindByIdentity(ProviderIdentity identity)
    {
        var holder = await GrainFactory.GetGrain<IIdentityClaimGrain>(identity.Id.Value).Find();
        if (holder.IsOk) return new IdentityOwner(holder.Value);
        if (!EmailAddress.IsValid(identity.VerifiedEmail)) return CustomerErrors.IdentityNotLinked;
        var key = EmailAddress.ClaimKey(identity.VerifiedEmail);
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(key).Find();
        return new IdentityOwner(found.IsOk ? found.Value : null);
    }

    public async Task RequestReset(OperationId operation, string email)
    {
        if (!EmailAddress.IsValid(email)) return;
        var found = await GrainFactory.GetGrain<IEmailClaimGrain>(EmailAddress.ClaimKey(email)).Find();
        if (found.IsOk) await GrainFactory.GetGrain<IPasswordHolder>(found.Value.Value).RequestReset(operation);
    }
}
