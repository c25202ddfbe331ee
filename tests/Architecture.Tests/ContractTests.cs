using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Orleans.Runtime;
using ShopActors.Storage;

namespace ShopActors.Architecture.Tests;

/// <summary>
/// What other silos and clients rely on. A changed method is the contracts analyzer's business (OrleansContracts.txt);
/// here is what it does not ask for.
/// </summary>
public sealed class ContractTests
{
    private static readonly Assembly[] Assemblies =
        [typeof(ICartGrain).Assembly, Assembly.Load("ShopActors.Grains"), typeof(IWakeable).Assembly];

    private static readonly List<Type> Types = [.. Assemblies.SelectMany(assembly => assembly.GetTypes())];

    private static IEnumerable<Type> Interfaces =>
        Types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static IEnumerable<Type> Grains =>
        Types.Where(type => typeof(Grain).IsAssignableFrom(type) && !type.IsAbstract);

    [Fact]
    public void GrainInterfaces_HaveAnIdentityAndAVersion()
    {
        Assert.NotEmpty(Interfaces);
        AssertNone(Interfaces.Where(type =>
            !Has<AliasAttribute>(type) ||
            !Has<GrainInterfaceTypeAttribute>(type) ||
            type.GetCustomAttribute<VersionAttribute>() is not { Version: > 0 }));
    }

    [Fact]
    public void GrainMethods_HaveAnAlias() =>
        AssertNone(Interfaces.SelectMany(type => type.GetMethods()).Where(method => !Has<AliasAttribute>(method)));

    /// <summary>
    /// The storage layer does not know the shop's callers: the rule of its interface stands with the guard, which asks
    /// for it at the start of a silo.
    /// </summary>
    [Fact]
    public void GrainMethods_StateWhoMayCallThem() =>
        AssertNone(
            from type in Interfaces
            where type.Assembly != typeof(IWakeable).Assembly && !Has<CallableByAttribute>(type)
            from method in type.GetMethods()
            where !Has<CallableByAttribute>(method)
            select method);

    [Fact]
    public void GrainClasses_HaveAGrainType()
    {
        Assert.NotEmpty(Grains);
        AssertNone(Grains.Where(type => !Has<GrainTypeAttribute>(type)));
    }

    [Fact]
    public void TypesOfCalls_AreImmutableAndHaveAnAlias() =>
        AssertNone(Types
            .Where(type => type.Assembly != typeof(IWakeable).Assembly && Has<GenerateSerializerAttribute>(type))
            .Where(type => !typeof(Exception).IsAssignableFrom(type))
            .Where(type => !Has<AliasAttribute>(type) || (!type.IsEnum && !Has<ImmutableAttribute>(type))));

    [Fact]
    public void ProjectsWithGrainInterfaces_ListTheirContracts() =>
        AssertNone(Interfaces.Concat(Grains).Select(type => type.Assembly.GetName().Name!["ShopActors.".Length..])
            .Distinct()
            .Where(project =>
                !File.Exists(Path.Combine(Repository.Root, "src", project, "OrleansContracts.txt")) ||
                !File.ReadAllText(Path.Combine(Repository.Root, "src", project, $"{project}.csproj")).Contains(
                    "<EnableOrleansContractsAnalyzer>true</EnableOrleansContractsAnalyzer>",
                    StringComparison.Ordinal)));

    private static bool IsJournalGrain(Type type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            if (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(JournalGrain<,>)) return true;
        }

        return false;
    }

    private static bool Has<T>(MemberInfo member)
        where T : Attribute =>
        member.IsDefined(typeof(T), inherit: false);

    private static void AssertNone(IEnumerable<object> violations)
    {
        var list = violations
            .Select(each => each is MethodInfo method ? $"{method.DeclaringType}.{method.Name}" : $"{each}").ToList();
        Assert.True(list.Count == 0, string.Join(Environment.NewLine, list));
    }
}
