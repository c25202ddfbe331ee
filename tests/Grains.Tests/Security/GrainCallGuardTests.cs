using Microsoft.Extensions.DependencyInjection;
using System.Reflection;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Services;
using ShopActors.Grains.Tests.Checkout;
using ShopActors.Grains.Tests.Journals;
using ShopActors.Storage;

namespace ShopActors.Grains.Tests.Security;

/// <summary>What a client of the gateway can do, whatever process it is.</summary>
public sealed class GrainCallGuardTests(GuardedShop shop) : IClassFixture<GuardedShop>
{
    public static TheoryData<string, string> Closed
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (type, method) in GrainMethods.All)
            {
                if (!CallRules.Find(type, method)!.Value.HasFlag(Callers.Api)) data.Add(type.FullName!, method.Name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Closed))]
    public async Task Client_CallsWhatIsNotForTheApi_IsRefusedBeforeTheMethodRuns(string type, string name)
    {
        var grainInterface = GrainMethods.Interfaces.Single(each => each.FullName == type);
        var method = grainInterface.GetMethod(name)!;
        var target = GrainMethods.TargetOf(grainInterface);
        var grain = shop.Client.GetGrain(target).AsReference(grainInterface);
        var nothing = method.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null);

        var call = (Task)method.Invoke(grain, [.. nothing])!;

        await Assert.ThrowsAsync<GrainCallRefusedException>(() => call);
        Assert.Empty((await shop.Store.ReadAsync(new(target.ToString())))?.Events ?? []);
    }

    [Fact]
    public async Task Client_CallsTheServiceOfASilo_IsRefused()
    {
        var service = shop.Services.GetServices<IGrainService>().OfType<CatalogService>().Single();
        var reference = shop.Client.GetGrain(service.GetGrainId()).AsReference<ICatalogService>();
        await Assert.ThrowsAsync<GrainCallRefusedException>(() => reference.Changed(ProductId.For(new("A"))));
    }

    [Fact]
    public async Task Client_Buys_OnlyThroughWhatIsOpenToIt()
    {
        await shop.Client.Stock(Shopping.BookA, 3);
        await shop.Client.Fill(1, Shopping.BookA, 1);
        var order = await shop.Client.GetGrain<IOrderGrain>(Shopping.OrderOf(1).Value)
            .Place(Shopping.Command(1, "tok_ok"));

        Assert.Equal(OrderStatus.Confirmed, order.Value!.Status);
    }

    [Fact]
    public async Task Client_AsTheShopItself_MayNothing()
    {
        var forged = new Caller((CallerKind)4, new("system"), [Scopes.StockAdjust, Scopes.AuditRead]);
        var stock = shop.Client.GetGrain<IStockGrain>("FORGED");

        var opened = await stock.SetOnHand(new("open"), forged, new(1_000, VersionMatch.None));
        var audit = await shop.Client.GetGrain<IAuditGrain>(0).Run(forged);

        Assert.Equal(ErrorCode.Forbidden, opened.Error?.Code);
        Assert.Equal(ErrorCode.Forbidden, audit.Error?.Code);
    }

    [Fact]
    public async Task Client_WithAnUnsignedWebhook_IsToldNothing()
    {
        var payment = shop.Client.GetGrain<IPaymentGrain>("pay_00000000000000000000000000");
        var webhook = new PaymentWebhook { EventId = "evt", Type = "capture.succeeded", Key = "key" };

        Assert.Equal(ErrorCode.PaymentNotFound, (await payment.HandleWebhook(Operators.All, webhook)).Error?.Code);
        Assert.Equal(ErrorCode.PaymentNotFound, (await payment.HandleWebhook(Caller.Anonymous, webhook)).Error?.Code);
    }

    [Fact]
    public async Task Client_ChecksAPayment_OnlyUnderItsOwnOperation()
    {
        var (caller, operation) = (Shopping.Customer(7), new OperationId("check"));
        var command = new CheckPayment { Amount = new(100, Currency.Eur), Token = "tok_ok" };
        var own = shop.Client.GetGrain<IPaymentGrain>(PaymentId.ForCheck(caller.Id, operation).Value);
        var ofAnOrder = shop.Client.GetGrain<IPaymentGrain>(PaymentId.For(Shopping.OrderOf(7)).Value);

        Assert.Equal(PaymentStatus.Authorised, (await own.Check(operation, caller, command)).Value?.Status);
        Assert.Equal(PaymentStatus.Voided, (await own.Get(caller)).Value?.Status);
        Assert.Equal(
            ErrorCode.PaymentNotFound, (await own.Check(operation, Shopping.Customer(8), command)).Error?.Code);
        Assert.Equal(ErrorCode.PaymentNotFound, (await ofAnOrder.Check(operation, caller, command)).Error?.Code);
    }

    [Fact]
    public async Task Client_OfTheRuntimeItself_IsRefused()
    {
        var grain = shop.Client.GetGrain<IStockGrain>("RUNTIME");

        await Assert.ThrowsAsync<GrainCallRefusedException>(
            () => grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle().AsTask());
        await Assert.ThrowsAsync<GrainCallRefusedException>(
            () => shop.Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero));
    }
}
