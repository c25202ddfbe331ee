namespace ShopActors.Grains.Tests.Customers;

/// <summary>Registrations and sessions as tests need them.</summary>
internal static class CustomerSamples
{
    /// <summary>The program of all samples' sessions.</summary>
    public const string UserAgent = "test-program/1.0";

    /// <summary>The access token of a registration.</summary>
    public static TokenHash Access { get; } = TokenHash.Of("first access");

    /// <summary>The key of all samples' profiles.</summary>
    public static PersonalKey Key { get; } = new([.. Enumerable.Repeat((byte)7, PersonalKey.Size)]);

    public static RegisterCustomer Of(CustomerProfile profile) =>
        new() { Profile = profile, Session = Session("first") };

    public static NewSession Session(string name) => new()
    {
        Id = SessionId.For(new OperationId(name)),
        Access = TokenHash.Of($"{name} access"),
        Refresh = TokenHash.Of($"{name} refresh"),
        UserAgent = UserAgent,
    };

    public static SourceId Source(byte number) => SourceId.From([.. Enumerable.Repeat(number, 16)]);
}
