using System.Collections.Immutable;
using System.Text.Json;
using ShopActors.TestKit;

namespace ShopActors.Grains.Tests.Ops;

public sealed class OperatorKeysRulesTests
{
    private static readonly Caller Keeper = Caller.Ops(new("keeper"), Scopes.OperatorsManage, Scopes.OrdersRead);

    private OperatorKeysState _state = OperatorKeysState.Begin(OperatorLimits.ShopKey);
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Create_ScopesOfItsMaker_IsAcceptedUntilItExpiresOrIsDeleted()
    {
        var key = Key("a", Scopes.OrdersRead) with { ExpiresAt = _now.AddDays(1) };
        Assert.Null(Create(Keeper, key));
        Assert.Null(Create(Keeper, key));
        Assert.Equal(Scopes.OrdersRead, Assert.Single(Authenticate(key).Value!.Scopes));
        Assert.True(Authenticate(key with { Hash = TokenHash.Of("guessed") }).IsRefused);
        _now = _now.AddDays(1);
        Assert.Equal(ErrorCode.Unauthenticated, Authenticate(key).Error?.Code);

        var second = Key("b", Scopes.OrdersRead);
        Assert.Null(Create(Keeper, second));
        Assert.Null(Run(OperatorKeysRules.Delete(_state, Keeper, second.Id, _now)));
        Assert.Null(Run(OperatorKeysRules.Delete(_state, Keeper, second.Id, _now)));
        Assert.True(Authenticate(second).IsRefused);
        Assert.Equal(ErrorCode.IdempotencyKeyReused, Create(Keeper, second));
        Assert.Equal(
            ErrorCode.OperatorKeyNotFound, Run(OperatorKeysRules.Delete(_state, Keeper, Key("c").Id, _now)));
    }

    [Theory]
    [InlineData(OperatorRole.Support)]
    [InlineData(OperatorRole.Stock)]
    [InlineData(OperatorRole.Finance)]
    [InlineData(OperatorRole.Admin)]
    public void Create_ScopeThatItsMakerLacks_IsRefused(OperatorRole role)
    {
        var key = Key("a") with { Scopes = OperatorRoles.ScopesOf(role) };
        Assert.Equal(ErrorCode.Forbidden, Create(Keeper, key));
        Assert.Null(Create(Operators.All, key));
    }

    [Fact]
    public void Commands_OfAnOperatorWithoutTheScope_AreRefused()
    {
        var reader = Caller.Ops(new("reader"), Scopes.OrdersRead);
        Assert.Equal(ErrorCode.Forbidden, Create(reader, Key("a", Scopes.OrdersRead)));
        Assert.Equal(ErrorCode.Forbidden, Run(OperatorKeysRules.Delete(_state, reader, Key("a").Id, _now)));
        Assert.NotNull(OperatorKeysRules.Forbidden(reader));
    }

    [Fact]
    public void Create_Invalid_NamesEveryWrongField()
    {
        var wrong = Key("a", "none:such") with { Name = " ", ExpiresAt = _now };
        var decision = OperatorKeysRules.Create(_state, Keeper, wrong, _now);
        Assert.Equal("name,scopes,expiresAt", decision.Error?.Details["fields"]);
        Assert.Equal("scopes", OperatorKeysRules.Create(_state, Keeper, Key("a"), _now).Error?.Details["fields"]);
    }

    [Fact]
    public void Create_OneTooMany_IsRefused()
    {
        for (var i = 0; i < OperatorLimits.KeysMax; i++) Assert.Null(Create(Keeper, Key($"{i}", Scopes.OrdersRead)));
        Assert.Equal(ErrorCode.TooManyOperatorKeys, Create(Keeper, Key("more", Scopes.OrdersRead)));
    }

    [Fact]
    public void Admin_HasEveryScope() =>
        Assert.Equal(
            typeof(Scopes).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(),
            OperatorRoles.ScopesOf(OperatorRole.Admin).Order());

    private static NewOperatorKey Key(string name, params ImmutableArray<string> scopes) => new()
    {
        Id = OperatorKeyId.For(new(name)),
        Name = name,
        Scopes = scopes,
        Hash = TokenHash.Of(name),
    };

    private ErrorCode? Create(Caller caller, NewOperatorKey key) =>
        Run(OperatorKeysRules.Create(_state, caller, key, _now));

    private Result<OperatorKeySnapshot> Authenticate(NewOperatorKey key) =>
        OperatorKeysRules.Authenticate(_state, key.Id, key.Hash, _now);

    private ErrorCode? Run(Decision<OperatorKeysEvent> decision)
    {
        foreach (var e in decision.Events)
        {
            var stored = JsonSerializer.SerializeToUtf8Bytes(e, OperatorJson.Default.OperatorKeysEvent);
            _state = _state.Apply(JsonSerializer.Deserialize(stored, OperatorJson.Default.OperatorKeysEvent)!);
            var snapshot = JsonSerializer.SerializeToUtf8Bytes(_state, OperatorJson.Default.OperatorKeysState);
            _state = JsonSerializer.Deserialize(snapshot, OperatorJson.Default.OperatorKeysState)!;
        }

        return decision.Error?.Code;
    }
}
