package org.itr.store;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.SubscribingEventProcessor;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.spring.config.annotation.SpringBeanParameterResolverFactory;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.itr.access.AccessNote;
import org.itr.audit.AuditEntry;
import org.itr.company.Company;
import org.itr.credit.CreditAccount;
import org.itr.event.History;
import org.itr.event.Projector;
import org.itr.event.WriteGate;
import org.itr.file.StoredFile;
import org.itr.login.Login;
import org.itr.mail.Mail;
import org.itr.person.Person;
import org.itr.privacy.ErasureReceipt;
import org.itr.privacy.SubjectKeys;
import org.itr.rebuild.Rebuild;
import org.itr.record.Record;
import org.itr.session.Session;
import org.itr.sessiontest.SessionTest;
import org.itr.setting.Setting;
import org.itr.token.Token;
import org.itr.translation.Translation;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Configures every component of Axon explicitly: auto-configuration could silently fall back to
 * in-memory stores or to no transactions.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
public class StoreConfiguration {

  /** The processing group of the policies, which run after the views have been updated. */
  public static final String POLICIES = "policies";

  private static final List<Class<?>> AGGREGATES =
      List.of(
          AccessNote.class,
          AuditEntry.class,
          Company.class,
          ErasureReceipt.class,
          Login.class,
          Mail.class,
          Person.class,
          Rebuild.class,
          Record.class,
          Session.class,
          SessionTest.class,
          Setting.class,
          StoredFile.class,
          Token.class,
          Translation.class);

  private static final int CACHED_AGGREGATES = 3_000;

  static {
    // PostgreSQL keeps microseconds; what is hashed must be what is stored.
    GenericEventMessage.clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
  }

  @Bean
  TransactionManager axonTransactionManager(PlatformTransactionManager transactionManager) {
    return new SpringTransactionManager(transactionManager);
  }

  @Bean
  EventSerializer eventSerializer(SubjectKeys keys) {
    return EventSerializer.with(keys);
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      DataSource dataSource,
      TransactionManager transactionManager,
      EventSerializer serializer,
      Projector projector,
      ObjectProvider<EventUpcaster> upcasters) {
    return PostgresEventStorageEngine.on(
        new SpringDataSourceConnectionProvider(dataSource),
        transactionManager,
        serializer,
        chained(upcasters),
        projector);
  }

  @Bean
  History history(
      JdbcTemplate jdbc, EventSerializer serializer, ObjectProvider<EventUpcaster> upcasters) {
    return new StoredHistory(jdbc, serializer, chained(upcasters));
  }

  private static EventUpcaster chained(ObjectProvider<EventUpcaster> upcasters) {
    return new EventUpcasterChain(upcasters.orderedStream().toList());
  }

  @Bean
  EventStore eventStore(EventStorageEngine engine) {
    return EmbeddedEventStore.builder()
        .storageEngine(engine)
        .optimizeEventConsumption(false)
        .build();
  }

  @Bean
  CommandBus commandBus(TransactionManager transactionManager) {
    SimpleCommandBus bus =
        SimpleCommandBus.builder().transactionManager(transactionManager).build();
    bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(new CommandOrigin()));
    return bus;
  }

  @Bean
  WriteGate writeGate() {
    return new WriteGate();
  }

  @Bean
  CommandGateway commandGateway(CommandBus commandBus) {
    return DefaultCommandGateway.builder().commandBus(commandBus).build();
  }

  @Bean
  LockFactory lockFactory() {
    return PessimisticLockFactory.usingDefaults();
  }

  @Bean
  AggregateCache aggregateCache() {
    return new AggregateCache(CACHED_AGGREGATES);
  }

  @Bean(destroyMethod = "shutdown")
  Configuration axonConfiguration(
      TransactionManager transactionManager,
      EventSerializer serializer,
      EventStore eventStore,
      CommandBus commandBus,
      AggregateCache cache,
      LockFactory locks,
      ApplicationContext beans) {
    SpringBeanParameterResolverFactory services = new SpringBeanParameterResolverFactory(beans);
    Configurer configurer =
        // Without the modules on the class path: one of them reports usage to its maker.
        DefaultConfigurer.defaultConfiguration(false)
            .configureTransactionManager(c -> transactionManager)
            .configureSerializer(c -> serializer)
            .configureEventSerializer(c -> serializer)
            .configureMessageSerializer(c -> serializer)
            .configureEventStore(c -> eventStore)
            .configureCommandBus(c -> commandBus)
            // Aggregates ask services, such as where passwords are kept, through parameters of
            // their handlers.
            .registerComponent(
                ParameterResolverFactory.class,
                c ->
                    MultiParameterResolverFactory.ordered(
                        ClasspathParameterResolverFactory.forClass(getClass()), services))
            .configureAggregate(
                AggregateConfigurer.defaultConfiguration(CreditAccount.class)
                    .configureCache(c -> cache)
                    .configureLockFactory(c -> locks)
                    .configureSnapshotTrigger(
                        c ->
                            new EventCountSnapshotTriggerDefinition(
                                c.snapshotter(), SnapshotPolicy.EVENTS_BETWEEN)));
    for (Class<?> aggregate : AGGREGATES) {
      configurer.configureAggregate(
          AggregateConfigurer.defaultConfiguration(aggregate)
              .configureCache(c -> cache)
              .configureLockFactory(c -> locks));
    }
    Configuration configuration = configurer.buildConfiguration();
    configuration.start();
    return configuration;
  }

  /** Registers the handlers among the beans once all beans exist: commands, then policies. */
  @Bean
  SmartInitializingSingleton handlers(
      ListableBeanFactory beans, CommandBus commandBus, EventBus eventBus, Configuration axon) {
    return () -> {
      List<Object> commandHandlers = new ArrayList<>();
      for (String name : ((BeanDefinitionRegistry) beans).getBeanDefinitionNames()) {
        Class<?> type = beans.getType(name);
        if (type != null && handlesCommands(ClassUtils.getUserClass(type))) {
          commandHandlers.add(beans.getBean(name));
        }
      }
      for (Object handler : commandHandlers) {
        new org.axonframework.commandhandling.AnnotationCommandHandlerAdapter<>(
                handler, axon.parameterResolverFactory())
            .subscribe(commandBus);
      }
      subscribePolicies(beans, eventBus, axon);
    };
  }

  private static boolean handlesCommands(Class<?> type) {
    return type.getName().startsWith("org.itr.")
        && Arrays.stream(ReflectionUtils.getAllDeclaredMethods(type))
            .anyMatch(
                method -> AnnotationUtils.findAnnotation(method, CommandHandler.class) != null);
  }

  private static void subscribePolicies(
      ListableBeanFactory beans, EventBus eventBus, Configuration axon) {
    List<Object> handlers =
        beans.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
            .filter(
                bean ->
                    POLICIES.equals(
                        AnnotationUtils.findAnnotation(bean.getClass(), ProcessingGroup.class)
                            .value()))
            .sorted(AnnotationAwareOrderComparator.INSTANCE)
            .toList();
    if (handlers.isEmpty()) {
      throw new IllegalStateException("No handler belongs to the processing group " + POLICIES);
    }
    CorrelationDataProvider origin = new CommandOrigin();
    SubscribingEventProcessor processor =
        SubscribingEventProcessor.builder()
            .name(POLICIES)
            .messageSource(eventBus)
            .eventHandlerInvoker(
                SimpleEventHandlerInvoker.builder()
                    .eventHandlers(handlers)
                    .parameterResolverFactory(axon.parameterResolverFactory())
                    // A handler that fails takes the whole write back.
                    .listenerInvocationErrorHandler(PropagatingErrorHandler.instance())
                    .build())
            .errorHandler(PropagatingErrorHandler.instance())
            .build();
    processor.registerHandlerInterceptor(new CorrelationDataInterceptor<EventMessage<?>>(origin));
    processor.start();
  }
}
