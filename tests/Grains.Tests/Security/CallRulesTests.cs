using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace ShopActors.Grains.Tests.Security;

public sealed class CallRulesTests
{
    [Fact]
    public void EveryMethod_StatesWhoMayCallIt()
    {
        Assert.NotEmpty(GrainMethods.Interfaces);
        Assert.Empty(CallRules.FindMissing(GrainMethods.Interfaces));
    }

    /// <summary>
    /// What moves money or stock, or wakes a grain, is closed to the API: this list is the decision, written twice.
    /// </summary>
    [Theory]
    [InlineData("ICheckoutCart", Callers.Grains)]
    [InlineData("ICheckoutOrderList", Callers.Grains)]
    [InlineData("ICheckoutStock", Callers.Grains)]
    [InlineData("IEmailClaimGrain", Callers.Grains)]
    [InlineData("IHostedPayment", Callers.Grains)]
    [InlineData("IMergeSource", Callers.Grains)]
    [InlineData("IWakeable", Callers.Grains | Callers.Silo)]
    public void InternalInterfaces_AreClosedToTheApi(string name, Callers expected) =>
        Assert.All(
            GrainMethods.All.Where(each => each.Interface.Name == name).ToList(),
            each => Assert.Equal(expected, CallRules.Find(each.Interface, each.Method)));

    [Fact]
    public void Start_WithAMethodThatStatesNothing_IsRefusedByName()
    {
        var manifest = new TypeManifestOptions();
        manifest.Interfaces.UnionWith(GrainMethods.Interfaces);
        new CallRulesValidator(Options.Create(manifest)).ValidateConfiguration();

        // Made at run time: one that the compiler sees would be part of every silo of these tests.
        manifest.Interfaces.Add(NewInterface("IForgottenGrain", "Take"));
        var failure = Assert.Throws<OrleansConfigurationException>(
            () => new CallRulesValidator(Options.Create(manifest)).ValidateConfiguration());

        Assert.Contains("IForgottenGrain.Take", failure.Message, StringComparison.Ordinal);
    }

    private static Type NewInterface(string name, string method)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new(name), AssemblyBuilderAccess.Run)
            .DefineDynamicModule(name);
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract);
        type.AddInterfaceImplementation(typeof(IGrainWithStringKey));
        type.DefineMethod(
            method,
            MethodAttributes.Public | MethodAttributes.Abstract | MethodAttributes.Virtual,
            typeof(Task),
            Type.EmptyTypes);
        return type.CreateType();
    }
}
